#include "trace/replay.h"

#include <algorithm>

#include "base/assert.h"

namespace trace {

Replay::Replay(const Timeline::Data& data, int step) : data_(&data) {
    const int from = std::min(step, data.size) / kKeyFrameSteps;
    step_ = from * kKeyFrameSteps;
    load(data.key_frames[static_cast<std::size_t>(from)]);
    while (step_ < step && next()) {
    }
}

void Replay::load(const KeyFrame& key) {
    in_ = data_->events.at(key.events);
    next_frame_ = key.next_frame;
    if (key.module == kNoNode) return;
    load_node(key.module);
    std::vector<Pages::Position> nodes;
    for (Pages::Position node = key.top; node != kNoNode;) {
        nodes.push_back(node);
        const std::uint8_t* in = data_->nodes.at(node);
        const auto back = static_cast<Pages::Position>(read_varint(in));
        node = back == 0 ? kNoNode : node - back;
    }
    for (auto node = nodes.rbegin(); node != nodes.rend(); ++node) load_node(*node);
}

void Replay::load_node(Pages::Position position) {
    const std::uint8_t* in = data_->nodes.at(position);
    read_varint(in);
    Frame frame;
    frame.id = static_cast<FrameId>(read_varint(in));
    frame.code = static_cast<CodeId>(read_varint(in));
    frame.line = data_->codes[frame.code].first_line + static_cast<int>(unzigzag(read_varint(in)));
    push(frame);
    ValueCoder().read_row(
        in, {values_.data() + top().first_value, data_->codes[frame.code].variables.size()});
}

void Replay::push(Frame frame) {
    frame.first_value = values_.size();
    frames_.push_back(frame);
    values_.resize(values_.size() + data_->codes[frame.code].variables.size());
}

void Replay::pop() {
    if (frames_.size() <= 1) return;  // the module stays
    values_.resize(top().first_value);
    frames_.pop_back();
}

bool Replay::next() {
    if (step_ >= data_->size) return false;
    event_.step = step_;
    event_.code = frames_.empty() ? 0 : top().code;
    event_.line = frames_.empty() ? 0 : top().line;
    std::uint8_t op = *in_++;
    while (op == static_cast<std::uint8_t>(Op::EndOfPage)) {
        in_ = data_->events.at(static_cast<Pages::Position>(read_varint(in_)) << Pages::kPageBits);
        op = *in_++;
    }
    if (op >= kLineOps) {
        apply_near(op);
    } else {
        apply(op);
    }
    event_.depth = frames_.empty() ? 0 : static_cast<int>(frames_.size()) - 1;
    if (++step_ % kKeyFrameSteps == 0) {  // a new stretch
        coder_ = {};
        suspended_.clear();
    }
    return true;
}

void Replay::go_to_line(int line) {
    event_.kind = EventKind::Line;
    event_.line = top().line = line;
}

void Replay::apply_near(int op) {
    if (op < kAssignNextOps) return go_to_line(top().line + op - kLineOps + kLineOpMin);
    if (op >= kCallNearOps) {
        const auto code = static_cast<CodeId>(op - kCallNearOps);
        return apply_call(code, static_cast<std::size_t>(data_->codes[code].parameter_count));
    }
    const auto slot = static_cast<std::size_t>(op % kNearSlots);
    const ValueRef held = top_slot(slot);
    if (op >= kAssignOps) return apply_assign(RawEvent::Scope::Top, slot, coder_.read(in_, held));
    const std::int64_t distance =
        op >= kAssignNearOps ? std::int64_t{static_cast<std::int8_t>(*in_++)} : 1;
    apply_assign(RawEvent::Scope::Top, slot, int_plus(held, distance));
}

void Replay::apply(std::uint8_t op) {
    switch (static_cast<Op>(op)) {
        case Op::EndOfPage: break;  // read by `next`
        case Op::LineFar:
            go_to_line(top().line + static_cast<int>(unzigzag(read_varint(in_))));
            break;
        case Op::Call: {
            const auto code = static_cast<CodeId>(read_number());
            apply_call(code, static_cast<std::size_t>(data_->codes[code].parameter_count));
            break;
        }
        case Op::CallSome: {
            const auto code = static_cast<CodeId>(read_number());
            apply_call(code, read_number());
            break;
        }
        case Op::Return:
        case Op::ReturnNone:
            event_.kind = EventKind::Return;
            event_.value = static_cast<Op>(op) == Op::Return ? read() : ValueRef::none();
            pop();
            break;
        case Op::Yield: step_aside(); break;
        case Op::Resume: apply_resume(false); break;
        case Op::ResumeWhole: apply_resume(true); break;
        case Op::Raise:
            event_.kind = EventKind::Raise;
            event_.value = read();
            event_.message = read();
            break;
        case Op::Unwind:
            event_.kind = EventKind::Unwind;
            event_.value = read();
            pop();
            break;
        case Op::Caught:
            event_.kind = EventKind::Caught;
            event_.value = read();
            break;
        case Op::AssignFar: {
            const std::size_t slot = read_number();
            apply_assign(RawEvent::Scope::Top, slot, coder_.read(in_, top_slot(slot)));
            break;
        }
        case Op::AssignGlobal: {
            const std::size_t slot = read_number();
            apply_assign(RawEvent::Scope::Module, slot, coder_.read(in_, values_[slot]));
            break;
        }
        case Op::AssignCell: {
            const std::size_t slot = read_number();
            apply_assign(RawEvent::Scope::Cell, slot, top_slot(slot));
            break;
        }
        case Op::Change:
            event_.kind = EventKind::Change;
            event_.value = last_changed_ = read();
            break;
        case Op::ChangeSame:
            event_.kind = EventKind::Change;
            event_.value = last_changed_;
            break;
        case Op::Output:
            event_.kind = EventKind::Output;
            event_.value = read();
            break;
        case Op::Request: apply_request(); break;
    }
}

void Replay::apply_call(CodeId code, std::size_t count) {
    Frame frame;
    frame.id = next_frame_++;
    frame.code = code;
    frame.line = data_->codes[code].first_line;
    push(frame);
    for (std::size_t slot = 0; slot < count; ++slot) top_slot(slot) = read();
    event_.kind = EventKind::Call;
    event_.code = code;
    event_.line = frame.line;
    event_.argument_count = static_cast<int>(count);
}

void Replay::apply_assign(RawEvent::Scope scope, std::size_t slot, ValueRef value) {
    event_.kind = EventKind::Assign;
    event_.scope = scope;
    event_.slot = static_cast<int>(slot);
    event_.value = value;
    (scope == RawEvent::Scope::Module ? values_[slot] : top_slot(slot)) = value;
}

void Replay::step_aside() {
    event_.kind = EventKind::Yield;
    event_.value = read();
    const std::span<const ValueRef> values = slots(top());
    suspended_.push_back({top(), {values.begin(), values.end()}});
    pop();
}

void Replay::apply_resume(bool whole) {
    event_.kind = EventKind::Resume;
    Frame frame;
    frame.id = next_frame_ - static_cast<FrameId>(read_number());
    if (whole) {
        frame.code = static_cast<CodeId>(read_number());
        frame.line = static_cast<int>(unzigzag(read_varint(in_)));
        push(frame);
        coder_.read_row(
            in_, {values_.data() + top().first_value, data_->codes[frame.code].variables.size()});
    } else {
        const auto aside =
            std::find_if(suspended_.rbegin(), suspended_.rend(),
                         [&](const Suspended& one) { return one.frame.id == frame.id; });
        AW_ASSERT(aside != suspended_.rend());
        push(aside->frame);
        std::copy(aside->values.begin(), aside->values.end(),
                  values_.begin() + static_cast<std::ptrdiff_t>(top().first_value));
        suspended_.erase(std::prev(aside.base()));
    }
    event_.code = top().code;
    event_.line = top().line;
}

void Replay::apply_request() {
    event_.kind = static_cast<EventKind>(read_number());
    event_.fields.resize(read_number());
    for (RawField& field : event_.fields) {
        field.name = read().id();
        field.value = read().id();
    }
}

}  // namespace trace
