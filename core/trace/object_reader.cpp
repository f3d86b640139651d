#include "trace/object_reader.h"

#include <algorithm>

namespace trace {

bool LogReader::next(ChangeRecord& record) {
    if (in_ >= end_) return false;
    const std::uint64_t head = read_varint(in_);
    step_ += static_cast<int>(head >> 3);
    if (checkpoint_step_ >= 0) step_ = checkpoint_step_;
    checkpoint_step_ = -1;
    record.step = step_;
    record.op = static_cast<ChangeOp>(head & 7);
    record.values.clear();
    switch (record.op) {
        case ChangeOp::Content:
        case ChangeOp::Replace:
            coder_ = {};
            held_ = kZero;
            index_ = 0;
            read_values(read_varint(in_), record.values);
            break;
        case ChangeOp::Item:
            record.at = index_ += unzigzag(read_varint(in_));
            record.values.push_back(read_measured());
            break;
        case ChangeOp::Append: record.values.push_back(read_measured()); break;
        case ChangeOp::Splice:
            record.at = static_cast<std::int64_t>(read_varint(in_));
            record.removed = static_cast<std::int64_t>(read_varint(in_));
            read_values(read_varint(in_), record.values);
            break;
        case ChangeOp::Entry:
            record.values.push_back(coder_.read(in_));
            record.values.push_back(read_measured());
            break;
        case ChangeOp::Remove: record.values.push_back(coder_.read(in_)); break;
    }
    return true;
}

void LogReader::read_values(std::size_t count, std::vector<ValueRef>& values) {
    values.resize(count);
    coder_.read_row(in_, values);
}

void ContentBuilder::apply(const ChangeRecord& record) {
    switch (record.op) {
        case ChangeOp::Content:
        case ChangeOp::Replace:
            values_.assign(record.values.begin(), record.values.end());
            index_.clear();
            indexed_ = has_gaps_ = false;
            break;
        case ChangeOp::Item:
            if (static_cast<std::size_t>(record.at) < values_.size())
                values_[static_cast<std::size_t>(record.at)] = record.values[0];
            break;
        case ChangeOp::Append: append(record.values[0]); break;
        case ChangeOp::Splice: splice(record); break;
        case ChangeOp::Entry: set_entry(record.values[0], record.values[1]); break;
        case ChangeOp::Remove: remove(record.values[0]); break;
    }
}

void ContentBuilder::splice(const ChangeRecord& record) {
    close_gaps();
    const auto size = static_cast<std::int64_t>(values_.size());
    const std::int64_t from = std::clamp<std::int64_t>(record.at, 0, size);
    const std::int64_t to = std::clamp<std::int64_t>(from + record.removed, from, size);
    const auto overlap =
        std::min<std::int64_t>(to - from, static_cast<std::int64_t>(record.values.size()));
    std::copy_n(record.values.begin(), overlap, values_.begin() + from);
    if (overlap < to - from) {
        values_.erase(values_.begin() + from + overlap, values_.begin() + to);
    } else {
        values_.insert(values_.begin() + to, record.values.begin() + overlap, record.values.end());
    }
    index_.clear();
    indexed_ = false;
}

std::size_t ContentBuilder::find(ValueRef key) {
    constexpr std::size_t kFewKeys = 16;
    if (values_.size() <= kFewKeys * stride_) {
        for (std::size_t i = 0; i < values_.size(); i += stride_)
            if (values_[i] == key) return i;
        return kNowhere;
    }
    if (!indexed_) {
        indexed_ = true;
        index_.reserve(values_.size() / stride_);
        for (std::size_t i = 0; i < values_.size(); i += stride_) index_[values_[i].bits()] = i;
    }
    const auto found = index_.find(key.bits());
    return found == index_.end() ? kNowhere : found->second;
}

void ContentBuilder::set_entry(ValueRef key, ValueRef value) {
    const std::size_t at = find(key);
    if (at != kNowhere) {
        values_[at + 1] = value;
        return;
    }
    append(key);
    values_.push_back(value);
}

void ContentBuilder::remove(ValueRef key) {
    const std::size_t at = find(key);
    if (at == kNowhere) return;
    values_[at] = ValueRef();
    has_gaps_ = true;
    if (indexed_) index_.erase(key.bits());
}

void ContentBuilder::close_gaps() {
    if (!has_gaps_) return;
    std::size_t kept = 0;
    for (std::size_t i = 0; i < values_.size(); i += stride_) {
        if (values_[i] == ValueRef()) continue;
        for (std::size_t k = 0; k < stride_; ++k) values_[kept++] = values_[i + k];
    }
    values_.resize(kept);
    index_.clear();
    indexed_ = has_gaps_ = false;
}

std::vector<ValueRef> ContentBuilder::finish() {
    close_gaps();
    return {values_.begin(), values_.end()};
}

}  // namespace trace
