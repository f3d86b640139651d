#include "trace/timeline.h"

#include <algorithm>

#include "base/assert.h"
#include "trace/replay.h"
#include "trace/show.h"
#include "trace/timeline_data.h"

namespace trace {
namespace {

int request_at(const std::vector<Span>& spans, int step) {
    const auto after =
        std::upper_bound(spans.begin(), spans.end(), step,
                         [](int wanted, const Span& span) { return wanted < span.first_step; });
    return after == spans.begin() ? -1 : std::prev(after)->request;
}

// What a Cell holds; any other value as it is.
ValueRef opened(const Timeline::Data& data, ValueRef value, int step) {
    if (value.tag() != ValueRef::Tag::Object ||
        data.objects.kind_of(value.id()) != ObjectKind::Cell)
        return value;
    const ObjectContent cell = data.objects.content_at(value.id(), step);
    return cell.values.empty() ? ValueRef() : cell.values[0];
}

// The slot of `variable` in each code that is called `function`; -1 elsewhere.
std::vector<int> slots_of(const std::vector<CodeInfo>& codes, std::string_view function,
                          std::string_view variable) {
    std::vector<int> slots;
    for (const CodeInfo& code : codes) {
        const auto found = std::find(code.variables.begin() + code.first_global_slot,
                                     code.variables.end(), variable);
        const bool has_it = code.function == function && found != code.variables.end();
        slots.push_back(has_it ? static_cast<int>(found - code.variables.begin()) : -1);
    }
    return slots;
}

void append_number(std::string& out, std::uint64_t n) {
    std::uint8_t bytes[kMaxVarintBytes];
    const std::uint8_t* end = write_varint(bytes, n);
    out.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(end - bytes));
}
void append_text(std::string& out, std::string_view text) {
    append_number(out, text.size());
    out += text;
}

}  // namespace

Timeline::Timeline() : data_(std::make_shared<Data>()) {}
Timeline::Timeline(std::shared_ptr<const Data> data) : data_(std::move(data)) {}
Timeline::~Timeline() = default;
Timeline::Timeline(const Timeline&) = default;
Timeline& Timeline::operator=(const Timeline&) = default;
Timeline::Timeline(Timeline&&) noexcept = default;
Timeline& Timeline::operator=(Timeline&&) noexcept = default;

int Timeline::size() const { return data_->size; }
const std::vector<Span>& Timeline::spans() const { return data_->spans; }
int Timeline::code_count() const { return static_cast<int>(data_->codes.size()); }
const CodeInfo& Timeline::code(CodeId id) const {
    AW_ASSERT(id < data_->codes.size());
    return data_->codes[id];
}

EventKind Timeline::kind_at(int step) const {
    AW_ASSERT(step >= 0 && step < size());
    Replay replay(*data_, step);
    replay.next();
    return replay.event().kind;
}

State Timeline::state_at(int step) const {
    State state;
    state.step = std::clamp(step, -1, size() - 1);
    state.request = request_at(data_->spans, state.step);
    if (state.step < 0) return state;
    const Replay replay(*data_, state.step + 1);
    state.stack.reserve(replay.stack().size());
    for (const Replay::Frame& frame : replay.stack()) {
        const CodeInfo& code = data_->codes[frame.code];
        FrameState& shown = state.stack.emplace_back();
        shown.frame = frame.id;
        shown.code = frame.code;
        shown.function = code.function;
        shown.line = frame.line;
        shown.variables.reserve(code.variables.size());
        const std::span<const ValueRef> slots = replay.slots(frame);
        for (std::size_t i = 0; i < slots.size(); ++i) {
            const bool in_comprehension = static_cast<int>(i) < code.first_global_slot;
            if (code.variables[i].empty() || (in_comprehension && slots[i] == ValueRef())) continue;
            shown.variables.push_back({code.variables[i], opened(*data_, slots[i], state.step),
                                       static_cast<int>(i) < code.parameter_count});
        }
    }
    return state;
}

std::vector<Timeline::Brief> Timeline::briefs(int first, int last) const {
    std::vector<Brief> out;
    first = std::max(first, 0);
    last = std::min(last, size() - 1);
    if (first > last) return out;
    out.reserve(static_cast<std::size_t>(last - first) + 1);
    auto span = data_->spans.begin();
    Replay replay(*data_, first);
    while (replay.next_step() <= last && replay.next()) {
        const RawEvent& event = replay.event();
        while (std::next(span) != data_->spans.end() && std::next(span)->first_step <= event.step)
            ++span;
        out.push_back({event.step, event.kind, span->request, event.line, event.depth, event.code});
    }
    return out;
}

std::vector<Assignment> Timeline::assignments(std::string_view function, std::string_view variable,
                                              int first, int last) const {
    std::vector<Assignment> out;
    const std::vector<int> slots = slots_of(data_->codes, function, variable);
    if (std::all_of(slots.begin(), slots.end(), [](int slot) { return slot < 0; })) return out;
    last = std::min(last, size() - 1);
    Replay replay(*data_, std::max(first, 0));
    while (replay.next_step() <= last && replay.next()) {
        const RawEvent& event = replay.event();
        const bool in_module = event.scope == RawEvent::Scope::Module;
        const int slot = slots[event.kind == EventKind::Assign && in_module ? 0 : event.code];
        ValueRef value;
        if (event.kind == EventKind::Call && slot >= 0 && slot < event.argument_count) {
            value = replay.slots(replay.stack().back())[static_cast<std::size_t>(slot)];
            if (value == ValueRef()) continue;
        } else if (event.kind == EventKind::Assign && event.slot == slot) {
            value = event.value;
        } else {
            continue;
        }
        out.push_back({event.step, opened(*data_, value, event.step)});
    }
    return out;
}

std::string Timeline::show(ValueRef value, int step, Style style, std::size_t limit) const {
    return show_value(*data_, value, step, style, limit);
}

std::size_t Timeline::byte_size() const {
    std::size_t total = sizeof(Data) + data_->events.byte_size() + data_->nodes.byte_size() +
                        data_->key_frames.capacity() * sizeof(KeyFrame) +
                        data_->interned.byte_size() + data_->objects.byte_size() +
                        data_->spans.capacity() * sizeof(Span);
    for (const CodeInfo& code : data_->codes) {
        total += sizeof code + code.function.size();
        for (const std::string& name : code.variables) total += sizeof(std::string) + name.size();
    }
    return total;
}

std::string Timeline::serialized() const {
    std::string out = "authwalk trace 1\n";
    append_number(out, static_cast<std::uint64_t>(data_->size));
    for (const CodeInfo& code : data_->codes) {
        append_text(out, code.function);
        append_number(out, static_cast<std::uint64_t>(code.first_line));
        append_number(out, static_cast<std::uint64_t>(code.parameter_count));
        append_number(out, code.variables.size());
        for (const std::string& name : code.variables) append_text(out, name);
    }
    data_->events.append_to(out);
    data_->nodes.append_to(out);
    for (const KeyFrame& key : data_->key_frames)
        for (const std::uint32_t n : {key.events, key.top, key.module, key.next_frame})
            append_number(out, n);
    data_->interned.append_to(out);
    data_->objects.append_to(out);
    for (const Span& span : data_->spans)
        for (const int n : {span.request, span.first_step, span.last_step})
            append_number(out, zigzag(n));
    return out;
}

}  // namespace trace
