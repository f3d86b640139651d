#include "trace/recorder.h"

#include <algorithm>

#include "base/assert.h"
#include "trace/recorder_tables.h"

namespace trace {
namespace {

constexpr int kStopEvery = 64;  // steps; divides kKeyFrameSteps
static_assert(kKeyFrameSteps % kStopEvery == 0);
constexpr std::size_t kMaxHotBytes = 1 + 5 + kMaxVarintBytes;  // of one event
// What a page keeps free: the hot calls until the next stop, and EndOfPage.
constexpr std::size_t kReserve = kStopEvery * kMaxHotBytes + 1 + kMaxVarintBytes;

}  // namespace

Recorder::Recorder() : Recorder(Limits{}) {}

Recorder::Recorder(Limits limits) : tables_(std::make_unique<Tables>()) {
    tables_->limits = limits;
    tables_->data.spans.push_back({-1, 0, -1});
    at_ = tables_->data.events.reserve(kReserve);
    page_end_ = at_ + tables_->data.events.room();
    add_key_frame();
    next_stop_ = kStopEvery;
}

Recorder::~Recorder() = default;

CodeId Recorder::add_code(CodeInfo info) {
    const auto slots = static_cast<std::uint32_t>(info.variables.size());
    const auto parameters = static_cast<std::uint32_t>(info.parameter_count);
    shapes_.push_back({slots, parameters, info.first_line, info.first_global_slot});
    tables_->data.codes.push_back(std::move(info));
    return static_cast<CodeId>(shapes_.size() - 1);
}

void Recorder::set_variables(CodeId code, std::vector<std::string> variables) {
    if (full_) return;
    shapes_[code].slots = static_cast<std::uint32_t>(variables.size());
    tables_->data.codes[code].variables = std::move(variables);
}

// -- the row of events -------------------------------------------------------------------------

void Recorder::make_room(std::size_t bytes) {
    if (static_cast<std::size_t>(page_end_ - at_) > bytes + kReserve) return;
    if (full_) return waste(bytes + kReserve);
    Pages& events = tables_->data.events;
    std::uint8_t* const end = at_++;  // EndOfPage and the number of the page that follows
    *end = static_cast<std::uint8_t>(Op::EndOfPage);
    at_ = write_varint(at_, events.page_count());
    events.commit(at_);
    at_ = events.reserve(std::max(bytes + kReserve, Pages::kPageBytes - kReserve));
    page_end_ = at_ + events.room();
}

void Recorder::stop_here() {
    if (full_) {  // the event is dropped
        --step_;
        at_ = tables_->waste.data();
        return;
    }
    if (tables_->hook) tables_->hook(step_ - 1);
    if (step_ % kStopEvery == 0) {
        make_room(0);
        if (step_ % kKeyFrameSteps == 0) add_key_frame();
        check_tables();
    }
    if (!full_) next_stop_ = tables_->hook ? step_ + 1 : (step_ / kStopEvery + 1) * kStopEvery;
}

void Recorder::check_tables() {
    constexpr std::uint32_t kMaxId = (1U << 24) - 1;
    const Timeline::Data& data = tables_->data;
    const std::size_t bytes = data.events.byte_size() + data.nodes.byte_size() +
                              data.interned.byte_size() + tables_->objects.byte_size() +
                              values_.capacity() * sizeof(ValueRef);
    if (bytes > tables_->limits.max_bytes || data.interned.count() >= kMaxId ||
        tables_->objects.count() >= kMaxId)
        become_full();
}

void Recorder::become_full() {
    if (full_) return;
    full_ = true;
    tables_->data.events.commit(at_);
    next_stop_ = step_ + 1;
    waste(kReserve);
}

// Where dropped events are written, so that the hot calls need not ask.
void Recorder::waste(std::size_t bytes) {
    tables_->waste.resize(2 * bytes);
    at_ = tables_->waste.data();
    page_end_ = at_ + tables_->waste.size();
}

void Recorder::set_step_hook(std::function<void(int step)> hook) {
    tables_->hook = std::move(hook);
    next_stop_ = step_ + 1;
}

void Recorder::line_far(int distance) {
    put(Op::LineFar);
    at_ = write_varint(at_, zigzag(distance));
    end_event();
}

void Recorder::assign_far(int slot, ValueRef value) {
    put(Op::AssignFar);
    at_ = write_varint(at_, static_cast<std::uint64_t>(slot));
    at_ = coder_.write(at_, value, slots_[slot]);
    slots_[slot] = value;
    end_event();
}

void Recorder::assign_global(int slot, ValueRef value) {
    if (frames_.empty()) return;
    const CodeShape& module = shapes_[frames_[0].code];
    slot += module.first_global;
    if (static_cast<std::uint32_t>(slot) >= module.slots)
        return;  // a name that came after the module was called
    if (frames_.size() == 1) return assign(slot, value);
    put(Op::AssignGlobal);
    at_ = write_varint(at_, static_cast<std::uint64_t>(slot));
    ValueRef& held = values_[static_cast<std::size_t>(slot)];
    at_ = coder_.write(at_, value, held);
    held = value;
    tables_->module_changed = true;
    end_event();
}

// -- activations -------------------------------------------------------------------------------

void Recorder::push(const LiveFrame& frame, std::span<const ValueRef> first_values) {
    const std::uint32_t slots = shapes_[frame.code].slots;
    if (frames_.size() == 1) tables_->module_changed = true;
    frames_.push_back(frame);
    top_ = &frames_.back();
    const std::size_t end = std::size_t{frame.first_value} + slots;
    if (values_.size() < end) values_.resize(std::max(end, values_.size() * 2));
    slots_ = values_.data() + frame.first_value;
    std::copy(first_values.begin(), first_values.end(), slots_);
    std::fill(slots_ + first_values.size(), slots_ + slots, ValueRef());
}

void Recorder::pop() {
    if (frames_.size() <= 1) return;  // the module stays
    frames_.pop_back();
    top_ = &frames_.back();
    top_->node = kNoNode;
    slots_ = values_.data() + top_->first_value;
}

void Recorder::end_top() {
    if (top_->aside != nullptr) {
        if (last_aside_ == top_->aside) last_aside_ = nullptr;
        top_->aside = nullptr;
        tables_->suspended.erase(top_->id);
    }
    pop();
}

FrameId Recorder::call(CodeId code, std::span<const ValueRef> arguments) {
    const CodeShape& shape = shapes_[code];
    arguments = arguments.first(std::min<std::size_t>(arguments.size(), shape.slots));
    make_room((3 + arguments.size()) * kMaxVarintBytes);
    if (arguments.size() != shape.parameters) {
        put(Op::CallSome);
        at_ = write_varint(at_, code);
        at_ = write_varint(at_, arguments.size());
    } else if (code < kNearCodes) {
        put_near(kCallNearOps, static_cast<int>(code));
    } else {
        put(Op::Call);
        at_ = write_varint(at_, code);
    }
    for (const ValueRef argument : arguments) put_value(argument);
    const std::uint32_t first_value =
        frames_.empty() ? 0 : top_->first_value + shapes_[top_->code].slots;
    push({next_frame_, code, shape.first_line, first_value, kNoNode, nullptr}, arguments);
    const FrameId frame = next_frame_++;
    end_event();
    return frame;
}

void Recorder::return_value(ValueRef value) {
    if (value == ValueRef::none()) {
        put(Op::ReturnNone);
    } else {
        put(Op::Return);
        put_value(value);
    }
    end_top();
    end_event();
}

void Recorder::yield_value(ValueRef value) {
    put(Op::Yield);
    put_value(value);
    if (top_->aside == nullptr) top_->aside = &tables_->suspended[top_->id];
    SuspendedFrame& aside = *top_->aside;
    aside.id = top_->id;
    aside.code = top_->code;
    aside.line = top_->line;
    aside.step = step_;
    aside.is_away = true;
    aside.values.assign(slots_, slots_ + shapes_[top_->code].slots);
    last_aside_ = &aside;
    pop();
    end_event();
}

SuspendedFrame* Recorder::find_aside(FrameId id) {
    if (last_aside_ != nullptr && last_aside_->id == id) return last_aside_;
    const auto found = tables_->suspended.find(id);
    return found == tables_->suspended.end() ? nullptr : &found->second;
}

void Recorder::resume(FrameId id) {
    SuspendedFrame* const aside = find_aside(id);
    if (aside == nullptr || !aside->is_away) return;  // the module alone, which cannot step aside
    aside->is_away = false;
    if (aside->step / kKeyFrameSteps == step_ / kKeyFrameSteps) {
        put(Op::Resume);
        at_ = write_varint(at_, next_frame_ - id);
    } else {
        make_room((5 + 2 * aside->values.size()) * kMaxVarintBytes);
        put(Op::ResumeWhole);
        at_ = write_varint(at_, next_frame_ - id);
        at_ = write_varint(at_, aside->code);
        at_ = write_varint(at_, zigzag(aside->line));
        at_ = coder_.write_row(at_, aside->values);
    }
    const std::uint32_t first_value = top_->first_value + shapes_[top_->code].slots;
    push({id, aside->code, aside->line, first_value, kNoNode, aside}, aside->values);
    end_event();
}

// -- key frames --------------------------------------------------------------------------------

Pages::Position Recorder::add_node(const LiveFrame& frame, Pages::Position caller) {
    Pages& nodes = tables_->data.nodes;
    const CodeShape& shape = shapes_[frame.code];
    std::uint8_t* out = nodes.reserve((4 + 2 * std::size_t{shape.slots}) * kMaxVarintBytes);
    const Pages::Position position = nodes.position();
    out = write_varint(out, caller == kNoNode ? 0 : position - caller);
    out = write_varint(out, frame.id);
    out = write_varint(out, frame.code);
    out = write_varint(out, zigzag(std::int64_t{frame.line} - shape.first_line));
    nodes.commit(ValueCoder().write_row(out, {values_.data() + frame.first_value, shape.slots}));
    return position;
}

void Recorder::add_key_frame() {
    KeyFrame key;
    tables_->data.events.commit(at_);
    key.events = tables_->data.events.position();
    key.next_frame = next_frame_;
    if (!frames_.empty()) {
        if (tables_->module_changed || frames_.size() == 1) {
            tables_->module_node = add_node(frames_[0], kNoNode);
            tables_->module_changed = frames_.size() == 1;
        }
        key.module = tables_->module_node;
        // Only what ran since the last key frame has changed: the upper end of the stack.
        std::size_t changed = frames_.size();
        while (changed > 1 && frames_[changed - 1].node == kNoNode) --changed;
        for (std::size_t i = changed; i < frames_.size(); ++i)
            frames_[i].node = add_node(frames_[i], i == 1 ? kNoNode : frames_[i - 1].node);
        if (frames_.size() > 1) key.top = std::exchange(frames_.back().node, kNoNode);
    }
    tables_->data.key_frames.push_back(key);
    coder_ = {};
    last_changed_ = 0;
}

Timeline Recorder::so_far() {
    AW_ASSERT(!tables_->finished);
    if (!full_) tables_->data.events.commit(at_);
    auto data = std::make_shared<Timeline::Data>(tables_->data);
    data->interned.finish();
    data->objects = tables_->objects.table();
    data->size = step_;
    data->spans.back().last_step = step_ - 1;
    return Timeline(std::move(data));
}

Timeline Recorder::finish() {
    AW_ASSERT(!tables_->finished);
    tables_->finished = true;
    become_full();  // whatever comes now is dropped
    auto data = std::make_shared<Timeline::Data>(std::move(tables_->data));
    data->events.trim();
    data->nodes.trim();
    data->interned.finish();
    data->objects = tables_->objects.finish();
    data->key_frames.shrink_to_fit();
    data->size = step_;
    data->spans.back().last_step = step_ - 1;
    return Timeline(std::move(data));
}

}  // namespace trace
