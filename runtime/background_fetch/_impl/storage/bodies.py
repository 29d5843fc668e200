"""Bodies of a profile: small ones in memory and then in a row, others in a file each.

A file is open from the first write after it was brought to the disk until it is brought there again, so that an error
of the disk in between is met, and only files that are being written are open. Its name is random and never used again.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from threading import Lock
from typing import TYPE_CHECKING, Final, NamedTuple

from .errors import of_system
from .pieces import FilePiece, MemoryPiece, Piece, ReadRow, RowPiece

if TYPE_CHECKING:
    from .disk import Disk

INLINE: Final = 64 * 1024
"""How many bytes a body can have to stay in memory, and in a row once it is complete."""

OPEN_FILES: Final = 64
"""How many files of bodies are left open; those that are written beyond that are brought to the disk each time."""


class Counted(NamedTuple):
    """What a row says of a body: all of it is on the disk but for the content, which the row brings there."""

    piece: Piece
    size: int
    name: str | None
    """Of the file."""
    content: bytearray | None
    """What is to be in the row, which counts `size` of it; None for a file, or where it is in the row already."""


class Bodies:
    """What the bodies of a profile share."""

    def __init__(self, disk: Disk, read_row: ReadRow, remove: Callable[[str], None], next_row: int) -> None:
        """Make what bodies share.

        Args:
            disk: The folder of the files.
            read_row: Reads the content of a row.
            remove: Removes a file some time.
            next_row: The first number that no row has.
        """
        self.disk = disk
        self.read_row = read_row
        self.remove = remove
        self._next_row = next_row
        self._open: set[FilePiece] = set()

    def number(self) -> int:
        """Return the number of a new row; called on the storage thread."""
        self._next_row += 1
        return self._next_row - 1

    def crowded(self, piece: FilePiece) -> bool:
        """Tell whether too many files would be open with this one."""
        self._open.add(piece)
        return len(self._open) > OPEN_FILES

    def closed(self, piece: FilePiece) -> None:
        """Take note that a file is not open."""
        self._open.discard(piece)

    def new_file(self, content: bytes | bytearray) -> FilePiece:
        """Begin a file."""
        piece = FilePiece(self.disk, os.urandom(16).hex(), 0)
        piece.file = self.disk.create(piece.name)
        piece.new = True
        try:
            piece.append(content)
        except OSError:
            piece.close()
            self.remove(piece.name)
            raise
        return piece


class Body:
    """A body: one thread writes, the storage thread brings it to the disk, any thread reads.

    A reader takes what there is at the moment, which later changes replace and don't alter.
    """

    def __init__(self, bodies: Bodies, piece: Piece | None = None, row: int | None = None) -> None:
        self._bodies = bodies
        self._lock = Lock()
        self._failed: OSError | None = None
        self.piece: Piece = MemoryPiece() if piece is None else piece
        self.row = row
        """Its row, once it has had one; for the storage thread."""
        self.row_name: str | None = None
        """The file that the row names; for the storage thread."""
        if isinstance(piece, FilePiece):
            piece.counted = True
            self.row_name = piece.name

    @property
    def size(self) -> int:
        """How many bytes there are now."""
        return self.piece.size

    def read(self, start: int, length: int) -> bytes:
        """Return bytes from a place on."""
        piece = self.piece
        try:
            return piece.read(start, length)
        except FileNotFoundError:  # it was moved or thrown away meanwhile
            if piece is self.piece:
                raise
            return self.piece.read(start, length)

    def write(self, data: bytes) -> None:
        """Append bytes.

        Raises:
            OSError: There is no room (ENOSPC), or the disk fails. Nothing of `data` counts.
        """
        with self._lock:
            self._check()
            try:
                self._append(data)
            except OSError as error:
                raise of_system(error, "") from error

    def _append(self, data: bytes) -> None:
        piece = self.piece
        if isinstance(piece, RowPiece):
            piece = self.piece = MemoryPiece(piece.read(0, piece.size))
        if isinstance(piece, MemoryPiece):
            if piece.size + len(data) <= INLINE:
                piece.content.extend(data)
                return
            piece = self.piece = self._bodies.new_file(piece.content)
        piece.append(data)
        if self._bodies.crowded(piece) and piece.file is not None:
            self._bodies.closed(piece)
            file, piece.file = piece.file, None
            try:
                self._sync(file)
            except OSError as error:
                self._failed = error
                raise

    def _check(self) -> None:
        if self._failed is not None:
            raise OSError(self._failed.errno, self._failed.strerror, self._failed.filename)

    def reset(self) -> None:
        """Begin again. The old bytes stay until a row counts the new ones."""
        with self._lock:
            self._drop()
            self.piece = MemoryPiece()
            self._failed = None

    def discard(self) -> None:
        """Give up a body that no row refers to; one that a row refers to is left to it."""
        with self._lock:
            self._drop()

    def _drop(self) -> None:
        piece = self.piece
        if isinstance(piece, FilePiece):
            piece.close()
            self._bodies.closed(piece)
            if not piece.counted:
                self._bodies.remove(piece.name)

    def count(self, *, final: bool) -> Counted:
        """Bring what has come to the disk, on the storage thread.

        Args:
            final: Whether nothing more comes: a small body can stay out of the files.

        Raises:
            OSError: The disk fails. The body can't be used any more: nobody knows which of its bytes are there.
        """
        with self._lock:
            self._check()
            if self.row is None:
                self.row = self._bodies.number()
            piece = self.piece
            if isinstance(piece, MemoryPiece):
                if final or not piece.size:
                    return Counted(piece, piece.size, None, piece.content if final else bytearray())
                piece = self.piece = self._bodies.new_file(piece.content)
            if isinstance(piece, RowPiece):
                return Counted(piece, piece.size, None, None)
            piece.counted = True
            file, piece.file, size = piece.file, None, piece.size
            self._bodies.closed(piece)
        if file is not None:
            try:
                self._sync(file)
            except OSError as error:
                self.fail(error)
                raise
        return Counted(piece, size, piece.name, None)

    def _sync(self, file: int) -> None:
        try:
            self._bodies.disk.sync(file)
        finally:
            self._bodies.disk.close(file)

    def fail(self, error: OSError) -> None:
        """Take note that nobody knows what of the bytes is on the disk. There is no second try."""
        with self._lock:
            self._failed = error

    def counted(self, counted: Counted) -> None:
        """Take note that a row counts this; a small body leaves the memory."""
        with self._lock:
            piece = counted.piece
            if isinstance(piece, FilePiece):
                piece.new = False
            elif self.piece is piece and counted.content and self.row is not None and piece.size == counted.size:
                self.piece = RowPiece(self._bodies.read_row, self.row, counted.size)

    def leave_row(self) -> None:
        """Go back into memory: the row goes."""
        with self._lock:
            piece = self.piece
            if isinstance(piece, RowPiece):
                self.piece = MemoryPiece(piece.read(0, piece.size))
