#include "web/session.h"

#include "lang/arguments.h"
#include "web/web_state.h"

namespace web {

using lang::CallArgs;
using lang::Class;
using lang::Completion;
using lang::Native;
using lang::Value;
using lang::Vm;

namespace {

struct SessionPayload : lang::Payload {
    SessionFlags flags;
};

Completion not_session(Vm& vm) { return vm.raise("TypeError", "a Session was expected"); }

void mark_modified(SessionPayload& payload) { payload.flags = {true, true}; }

// A method of dict that changes it.
Completion changing(Vm& vm, Native& self, CallArgs args) {
    auto* payload = lang::payload_of<SessionPayload>(args.positional[0]);
    if (payload == nullptr) return not_session(vm);
    mark_modified(*payload);
    return vm.call_method(lang::plain(args.positional[0]), self.name, args.positional.subspan(1),
                          args.keywords);
}

// pop and setdefault change it only when the key is there, or is not.
template <bool kWhenPresent>
Completion changing_when(Vm& vm, Native& self, CallArgs args) {
    auto* payload = lang::payload_of<SessionPayload>(args.positional[0]);
    if (payload == nullptr) return not_session(vm);
    if (args.positional.size() > 1) {
        AW_GUEST(const Value known,
                 vm.contains(lang::plain(args.positional[0]), args.positional[1]));
        if (known.is_true() == kWhenPresent) mark_modified(*payload);
    }
    return vm.call_method(lang::plain(args.positional[0]), self.name, args.positional.subspan(1),
                          args.keywords);
}

Completion session_ior(Vm& vm, Native& self, CallArgs args) {
    Value other;
    AW_GUEST_DO(lang::bind(vm, self, lang::without_self(args), {{"other", &other}}));
    auto* payload = lang::payload_of<SessionPayload>(args.positional[0]);
    if (payload == nullptr) return not_session(vm);
    mark_modified(*payload);
    AW_GUEST_DO(
        vm.call_method(lang::plain(args.positional[0]), "update", std::span<Value>(&other, 1)));
    return args.positional[0];
}

template <bool kModified>
Completion mark(Vm& vm, Native&, CallArgs args) {
    auto* payload = lang::payload_of<SessionPayload>(args.positional[0]);
    if (payload == nullptr) return not_session(vm);
    payload->flags.accessed = true;
    if (kModified) payload->flags.modified = true;
    return Completion::none();
}

template <bool SessionFlags::*kFlag>
Completion flag(Vm& vm, Native&, CallArgs args) {
    const auto* payload = lang::payload_of<SessionPayload>(args.positional[0]);
    if (payload == nullptr) return not_session(vm);
    return Value::boolean(payload->flags.*kFlag);
}

}  // namespace

Value make_session(Vm& vm, Value dict) {
    Value made = lang::make_instance(vm, *web_state(vm).session);
    auto& instance = *made.as<lang::Instance>();
    instance.wrapped = std::move(dict);
    instance.payload = std::make_unique<SessionPayload>();
    return made;
}

SessionFlags flags_of(const Value& session) {
    const auto* payload = lang::payload_of<SessionPayload>(session);
    return payload ? payload->flags : SessionFlags{};
}

void mark_accessed(const Value& session) {
    if (auto* payload = lang::payload_of<SessionPayload>(session)) payload->flags.accessed = true;
}

void install_session(Vm& vm, WebState& state) {
    Class& cls =
        lang::make_class(vm, "Session", {vm.classes.dict}, "starlette.middleware.sessions");
    for (const std::string_view name : {"__setitem__", "__delitem__", "clear", "popitem", "update"})
        lang::def(vm, cls, name, changing);
    lang::def(vm, cls, "pop", changing_when<true>);
    lang::def(vm, cls, "setdefault", changing_when<false>);
    lang::def(vm, cls, "__ior__", session_ior);
    lang::def(vm, cls, "mark_accessed", mark<false>);
    lang::def(vm, cls, "mark_modified", mark<true>);
    lang::def_property(vm, cls, "accessed", flag<&SessionFlags::accessed>);
    lang::def_property(vm, cls, "modified", flag<&SessionFlags::modified>);
    state.session = &cls;
}

}  // namespace web
