-- A profile as version 1 wrote it; such a file never changes.
PRAGMA application_id = 1650935397;
PRAGMA user_version = 1;
PRAGMA journal_mode = WAL;
BEGIN TRANSACTION;
CREATE TABLE bodies (
    id INTEGER PRIMARY KEY,
    file TEXT,
    size INTEGER NOT NULL,
    content BLOB
);
INSERT INTO "bodies" VALUES(1,'abababababababababababababababab',102400,NULL);
INSERT INTO "bodies" VALUES(2,NULL,4,X'73656E74');
INSERT INTO "bodies" VALUES(3,NULL,5,X'736D616C6C');
CREATE TABLE cache_chunks (
    entry INTEGER NOT NULL REFERENCES cache_entries (number) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (entry, position)
) WITHOUT ROWID;
INSERT INTO "cache_chunks" VALUES(1,0,X'6F6E65');
CREATE TABLE cache_entries (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    cache INTEGER NOT NULL REFERENCES caches (id) ON DELETE CASCADE,
    request TEXT NOT NULL,
    response TEXT NOT NULL
);
INSERT INTO "cache_entries" VALUES(1,1,'["GET", "https://a.example/x", [["accept", "*/*"]], "about:client", "", "cors", "same-origin", "default", "follow", "", false]','["basic", ["https://a.example/x"], 200, "OK", [["etag", "\"1\""]], true]');
CREATE TABLE caches (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    origin TEXT NOT NULL,
    name BLOB
);
INSERT INTO "caches" VALUES(1,'https://a.example',X'7631');
CREATE TABLE cookies (
    position INTEGER PRIMARY KEY,
    line BLOB NOT NULL
);
INSERT INTO "cookies" VALUES(0,X'613D31');
CREATE TABLE fetches (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    scope BLOB NOT NULL,
    id BLOB NOT NULL,
    title BLOB NOT NULL,
    icons BLOB NOT NULL,
    download_total NOT NULL,
    upload_total NOT NULL,
    uploaded NOT NULL,
    paused INTEGER NOT NULL,
    result TEXT NOT NULL,
    failure_reason TEXT NOT NULL,
    event TEXT NOT NULL,
    client BLOB NOT NULL
);
INSERT INTO "fetches" VALUES(7,X'68747470733A2F2F612E6578616D706C652F',X'65702DEDA080',X'457069736F6465',X'5B5D','18446744073709551615',0,0,0,'','','',X'7B7D');
CREATE TABLE permissions (
    origin BLOB PRIMARY KEY,
    state TEXT NOT NULL
) WITHOUT ROWID;
INSERT INTO "permissions" VALUES(X'68747470733A2F2F612E6578616D706C65','denied');
CREATE TABLE records (
    fetch INTEGER NOT NULL REFERENCES fetches (key) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    request TEXT NOT NULL,
    request_body INTEGER,
    response TEXT,
    body INTEGER,
    result TEXT NOT NULL,
    PRIMARY KEY (fetch, position)
) WITHOUT ROWID;
INSERT INTO "records" VALUES(7,0,'["GET","https://a.example/x",[["accept","*/*"]],"about:client","","cors","same-origin","default","follow","",false]',NULL,'["basic",["https://a.example/x"],200,"OK",[["etag","\"1\""]],true]',1,'');
INSERT INTO "records" VALUES(7,1,'["GET","https://a.example/x",[["accept","*/*"]],"about:client","","cors","same-origin","default","follow","",false]',2,'["basic",["https://a.example/x"],200,"OK",[["etag","\"1\""]],true]',3,'success');
CREATE TABLE registrations (
    number INTEGER PRIMARY KEY,
    scope BLOB NOT NULL UNIQUE,
    script_url BLOB NOT NULL,
    file BLOB NOT NULL,
    update_via_cache TEXT NOT NULL,
    activated INTEGER NOT NULL
);
INSERT INTO "registrations" VALUES(1,X'68747470733A2F2F612E6578616D706C652F',X'68747470733A2F2F612E6578616D706C652F776F726B65722E7079',X'2F736F6D6577686572652F776F726B65722E7079','imports',1);
CREATE UNIQUE INDEX cache_names ON caches (origin, name) WHERE name IS NOT NULL;
CREATE INDEX cache_entries_of ON cache_entries (cache);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('fetches',9);
INSERT INTO "sqlite_sequence" VALUES('caches',1);
INSERT INTO "sqlite_sequence" VALUES('cache_entries',1);
COMMIT;
