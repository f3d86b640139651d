// One event, decoded for people.
#include <algorithm>

#include "base/assert.h"
#include "trace/replay.h"
#include "trace/show.h"
#include "trace/timeline.h"

namespace trace {
namespace {

constexpr std::size_t kValueLimit = 400, kObjectLimit = 80;  // characters

class EventDecoder {
  public:
    EventDecoder(const Timeline::Data& data, const Replay& replay, Event& event)
        : data_(data), replay_(replay), raw_(replay.event()), event_(event) {}
    void decode();

  private:
    void add(std::string_view name, std::string_view value) {
        event_.fields.push_back({std::string(name), std::string(value)});
    }
    // As Python's print has it.
    std::string plain(ValueRef value) const {
        const bool is_text = value.tag() == ValueRef::Tag::Interned &&
                             data_.interned.get(value.id()).kind == InternedKind::Text;
        return show_value(data_, value, raw_.step, is_text ? Style::Plain : Style::Repr,
                          kValueLimit);
    }
    const CodeInfo& code() const { return data_.codes[raw_.code]; }
    void add_function() {
        if (!data_.codes.empty()) add("function", code().function);
    }
    void decode_call();
    void decode_assign();
    void decode_change();
    void decode_request();

    const Timeline::Data& data_;
    const Replay& replay_;
    const RawEvent& raw_;
    Event& event_;
};

void EventDecoder::decode() {
    switch (raw_.kind) {
        case EventKind::Request:
        case EventKind::RouteMatched:
        case EventKind::RouteMissed:
        case EventKind::BodyRead:
        case EventKind::DependencyEntered:
        case EventKind::DependencyReused:
        case EventKind::DependencyLeft:
        case EventKind::ParameterRead:
        case EventKind::CredentialsRead:
        case EventKind::TokenCheck:
        case EventKind::PasswordCheck:
        case EventKind::ExceptionHandled:
        case EventKind::Response: decode_request(); break;
        case EventKind::Line:
            add("line", std::to_string(raw_.line));
            add_function();
            break;
        case EventKind::Call: decode_call(); break;
        case EventKind::Return:
        case EventKind::Yield:
            add_function();
            add("value", plain(raw_.value));
            break;
        case EventKind::Resume: add_function(); break;
        case EventKind::Raise:
            add("exception", plain(raw_.value));
            add("message", plain(raw_.message));
            add_function();
            break;
        case EventKind::Unwind:
        case EventKind::Caught:
            add_function();
            add("exception", plain(raw_.value));
            break;
        case EventKind::Assign: decode_assign(); break;
        case EventKind::Change: decode_change(); break;
        case EventKind::Output: add("text", plain(raw_.value)); break;
    }
}

void EventDecoder::decode_request() {
    for (const RawField& field : raw_.fields)
        add(data_.interned.text(field.name), data_.interned.text(field.value));
}

void EventDecoder::decode_call() {
    add_function();
    const std::span<const ValueRef> slots = replay_.slots(replay_.stack().back());
    for (int i = 0; i < std::min(raw_.argument_count, code().parameter_count); ++i) {
        const auto slot = static_cast<std::size_t>(i);
        add(code().variables[slot], plain(slots[slot]));
    }
}

void EventDecoder::decode_assign() {
    const bool in_module = raw_.scope == RawEvent::Scope::Module;
    const CodeInfo& owner = in_module ? data_.codes[replay_.stack().front().code] : code();
    if (owner.kind == CodeKind::Module && raw_.slot >= owner.first_global_slot) {
        add("scope", "global");
    } else {
        add("scope", raw_.slot >= owner.first_outer_slot ? "nonlocal" : "local");
    }
    add("function", owner.function);
    add("name", owner.variables[static_cast<std::size_t>(raw_.slot)]);
    ValueRef value = raw_.value;
    if (value.tag() == ValueRef::Tag::Object &&
        data_.objects.kind_of(value.id()) == ObjectKind::Cell) {
        const ObjectContent cell = data_.objects.content_at(value.id(), raw_.step);
        value = cell.values.empty() ? ValueRef() : cell.values[0];
    }
    if (value != ValueRef()) add("value", plain(value));
}

void EventDecoder::decode_change() {
    add("object", show_value(data_, raw_.value, raw_.step, Style::Repr, kObjectLimit));
    if (!replay_.stack().empty()) {
        const Replay::Frame& top = replay_.stack().back();
        const std::span<const ValueRef> slots = replay_.slots(top);
        const auto held = std::find(slots.begin(), slots.end(), raw_.value);
        if (held != slots.end())
            add("name",
                data_.codes[top.code].variables[static_cast<std::size_t>(held - slots.begin())]);
    }
    const std::optional<ChangeRecord> change = data_.objects.change_at(raw_.value.id(), raw_.step);
    if (!change) return;
    const bool is_instance = data_.objects.kind_of(raw_.value.id()) == ObjectKind::Instance;
    switch (change->op) {
        case ChangeOp::Item:
            add("what", "item");
            add("key", std::to_string(change->at));
            add("value", plain(change->values[0]));
            break;
        case ChangeOp::Append:
            add("what", "append");
            add("value", plain(change->values[0]));
            break;
        case ChangeOp::Splice:
            add("what", change->values.empty() ? "remove"
                        : change->removed == 0 ? "insert"
                                               : "replace");
            add("key", std::to_string(change->at));
            if (change->values.size() == 1) add("value", plain(change->values[0]));
            break;
        case ChangeOp::Entry:
            add("what", is_instance ? "attribute" : "item");
            add("key", plain(change->values[0]));
            add("value", plain(change->values[1]));
            break;
        case ChangeOp::Remove:
            add("what", "remove");
            add("key", plain(change->values[0]));
            break;
        case ChangeOp::Content:
        case ChangeOp::Replace: add("what", "replace"); break;
    }
}

}  // namespace

void Timeline::each_event(int first, int last, Kinds kinds,
                          const std::function<GoOn(const Event&)>& visit) const {
    first = std::max(first, 0);
    last = std::min(last, size() - 1);
    if (first > last) return;
    auto span = data_->spans.begin();
    Replay replay(*data_, first);
    while (replay.next_step() <= last && replay.next()) {
        const RawEvent& raw = replay.event();
        if (!kinds[static_cast<std::size_t>(raw.kind)]) continue;
        while (std::next(span) != data_->spans.end() && std::next(span)->first_step <= raw.step)
            ++span;
        Event event;
        event.kind = raw.kind;
        event.step = raw.step;
        event.line = raw.line;
        event.depth = raw.depth;
        event.request = span->request;
        EventDecoder(*data_, replay, event).decode();
        if (visit(event) == GoOn::No) return;
    }
}

Event Timeline::event_at(int step) const {
    AW_ASSERT(step >= 0 && step < size());
    Replay replay(*data_, step);
    replay.next();
    const RawEvent& raw = replay.event();
    Event event;
    event.kind = raw.kind;
    event.step = step;
    event.line = raw.line;
    event.depth = raw.depth;
    for (const Span& span : data_->spans)
        if (span.first_step <= step) event.request = span.request;
    EventDecoder(*data_, replay, event).decode();
    return event;
}

}  // namespace trace
