"""All rules of check: id, weight, function. A new rule is a function and a line here, its page a row in diagnostics."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from idlwright.check import (
    argument_rules,
    attribute_rules,
    docs_rules,
    event_rules,
    exposure_rules,
    member_rules,
    name_rules,
    overload_rules,
    policy_rules,
    type_rules,
    value_rules,
)
from idlwright.check.survey import Found, Subject
from idlwright.diagnostics import Severity

ERROR, WARNING = Severity.ERROR, Severity.WARNING


class Check(NamedTuple):
    """A rule of check."""

    rule: str
    severity: Severity
    run: Callable[[Subject], Iterable[Found]]


CHECKS = (
    Check("ambiguous-overload", ERROR, overload_rules.ambiguous_overload),
    Check("attribute-type", ERROR, type_rules.attribute_type),
    Check("callback-interface-operation", ERROR, member_rules.callback_interface_operation),
    Check("case-clash", ERROR, name_rules.case_clash),
    Check("collection-member", ERROR, member_rules.collection_member),
    Check("constant-type", ERROR, type_rules.constant_type),
    Check("constant-value", ERROR, value_rules.constant_value),
    Check("default-value", ERROR, value_rules.default_value),
    Check("deprecated-advice", WARNING, docs_rules.deprecated_advice),
    Check("dict-arg-default", ERROR, argument_rules.dictionary_argument_default),
    Check("duplicate-argument", ERROR, argument_rules.duplicate_argument),
    Check("duplicate-event", ERROR, event_rules.duplicate_event),
    Check("duplicate-member", ERROR, member_rules.duplicate_member),
    Check("duplicate-value", ERROR, member_rules.duplicate_value),
    Check("empty-dict-default", WARNING, argument_rules.empty_dictionary_default),
    Check("handler-without-event", WARNING, event_rules.handler_without_event),
    Check("inherit-attribute", ERROR, member_rules.inherit_attribute),
    Check("inherited-field", ERROR, member_rules.inherited_field),
    Check("member-exposure", ERROR, exposure_rules.member_exposure),
    Check("missing-exposed", ERROR, exposure_rules.missing_exposed),
    Check("missing-summary", WARNING, docs_rules.missing_summary),
    Check("mixin-member", ERROR, member_rules.mixin_member),
    Check("namespace-member", ERROR, member_rules.namespace_member),
    Check("nullable-dict-arg", ERROR, argument_rules.nullable_dictionary_argument),
    Check("nullable-type", ERROR, type_rules.nullable),
    Check("one-collection", ERROR, member_rules.one_collection),
    Check("overload-promise", ERROR, overload_rules.overload_promise),
    Check("parent-exposure", WARNING, exposure_rules.parent_exposure),
    Check("python-name-clash", ERROR, name_rules.python_name_clash),
    Check("record-key", ERROR, type_rules.record_key),
    Check("required-after-optional", ERROR, argument_rules.required_after_optional),
    Check("reserved-definition", ERROR, name_rules.reserved_definition),
    Check("reserved-member", ERROR, name_rules.reserved_member),
    Check("same-override", WARNING, policy_rules.same_override),
    Check("special-arguments", ERROR, member_rules.special_arguments),
    Check("stringifier-type", ERROR, type_rules.stringifier_type),
    Check("too-many-overloads", ERROR, overload_rules.too_many_overloads),
    Check("undefined-type", ERROR, type_rules.undefined_type),
    Check("union-members", ERROR, type_rules.union_members),
    Check("unknown-error", WARNING, attribute_rules.unknown_error),
    Check("unknown-example", ERROR, docs_rules.unknown_example),
    Check("unknown-extended-attribute", WARNING, attribute_rules.unknown_attribute),
    Check("unknown-global", ERROR, exposure_rules.unknown_global),
    Check("unspeakable-name", ERROR, name_rules.unspeakable_name),
    Check("unused-external", WARNING, policy_rules.unused_external),
    Check("variadic-last", ERROR, argument_rules.variadic_last),
)
