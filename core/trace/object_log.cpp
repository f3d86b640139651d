#include "trace/object_log.h"

#include <algorithm>
#include <cstring>

#include "trace/object_reader.h"

namespace trace {
namespace {

// A block: position of the next one, how many bytes it takes, the bytes.
struct BlockHead {
    Pages::Position next = 0;
    std::uint16_t capacity = 0;
};
constexpr std::size_t kHeadBytes = sizeof(Pages::Position) + sizeof(std::uint16_t);
constexpr std::size_t kFirstBlock = 32 - kHeadBytes, kLargestBlock = 4096;
constexpr std::uint32_t kMinStretch = 512;  // bytes of changes before a content is written again
// Moving items costs the reader time but the log no bytes; so many moved weigh as one byte.
constexpr std::int64_t kMovesPerByte = 256;

void write_head(std::uint8_t* block, BlockHead head) {
    std::memcpy(block, &head.next, sizeof head.next);
    std::memcpy(block + sizeof head.next, &head.capacity, sizeof head.capacity);
}
BlockHead read_head(const std::uint8_t* block) {
    BlockHead head;
    std::memcpy(&head.next, block, sizeof head.next);
    std::memcpy(&head.capacity, block + sizeof head.next, sizeof head.capacity);
    return head;
}

}  // namespace

// -- writing -----------------------------------------------------------------------------------

ObjectId ObjectLogs::add(ObjectKind kind, InternedId class_name) {
    Log& log = objects_.emplace_back();
    log.kind = kind;
    log.class_name = class_name;
    return count();
}

std::uint8_t* ObjectLogs::begin_record(Log& log, std::uint8_t* out, int step, ChangeOp op) {
    const auto distance = static_cast<std::uint64_t>(step - log.last_step);
    log.last_step = step;
    return write_varint(out, distance << 3 | static_cast<std::uint64_t>(op));
}

void ObjectLogs::add_bytes(Log& log, const std::uint8_t* bytes, std::size_t size) {
    log.size += static_cast<std::uint32_t>(size);
    while (true) {
        const std::size_t part = std::min<std::size_t>(size, log.capacity - log.used);
        if (part > 0) std::memcpy(blocks_.at(log.last_block) + kHeadBytes + log.used, bytes, part);
        log.used = static_cast<std::uint16_t>(log.used + part);
        bytes += part;
        size -= part;
        if (size == 0) return;
        add_block(log, size);
    }
}

void ObjectLogs::add_block(Log& log, std::size_t wanted) {
    const std::size_t room = std::max(wanted, std::max(kFirstBlock, std::size_t{log.capacity} * 2));
    const std::size_t capacity = std::min(room, kLargestBlock);
    std::uint8_t* block = blocks_.reserve(kHeadBytes + capacity);
    const Pages::Position position = blocks_.position();
    blocks_.commit(block + kHeadBytes + capacity);
    write_head(block, {0, static_cast<std::uint16_t>(capacity)});
    if (log.capacity == 0) {
        log.first_block = position;
    } else {
        write_head(blocks_.at(log.last_block), {position, log.capacity});
    }
    log.last_block = position;
    log.capacity = static_cast<std::uint16_t>(capacity);
    log.used = 0;
}

void ObjectLogs::add_content(Log& log, int step, ChangeOp op, std::span<const ValueRef> values) {
    log.coder = {};
    log.held = kZero;
    log.last_index = 0;
    log.length = static_cast<std::uint32_t>(values.size());
    scratch_.resize(std::size_t{2} * kMaxVarintBytes);
    std::uint8_t* out = begin_record(log, scratch_.data(), step, op);
    out = write_varint(out, values.size());
    scratch_.resize(static_cast<std::size_t>(out - scratch_.data()));
    log.coder.write_row(scratch_, values);

    const bool in_new_block = log.used == log.capacity;
    const bool is_first = log.capacity == 0;
    log.content_block = log.last_block;
    log.content_at = in_new_block ? std::uint16_t{0} : log.used;
    add_bytes(log, scratch_.data(), scratch_.size());
    if (is_first) {
        log.content_block = log.first_block;
    } else if (in_new_block) {
        log.content_block = read_head(blocks_.at(log.content_block)).next;
    }
    log.content_bytes = static_cast<std::uint32_t>(scratch_.size());
    log.since = 0;
}

void ObjectLogs::set_content(ObjectId id, int step, std::span<const ValueRef> values) {
    add_content(objects_[id - 1], step, ChangeOp::Content, values);
}

void ObjectLogs::replace(ObjectId id, int step, std::span<const ValueRef> values) {
    Log& log = objects_[id - 1];
    const std::uint32_t offset = log.size;
    add_content(log, step, ChangeOp::Replace, values);
    checkpoints_.push_back({id, step, offset});
}

void ObjectLogs::end_change(Log& log, const std::uint8_t* record, const std::uint8_t* end) {
    const auto size = static_cast<std::size_t>(end - record);
    add_bytes(log, record, size);
    log.since += static_cast<std::uint32_t>(size);
    if (log.since > std::max(kMinStretch, 2 * log.content_bytes)) add_checkpoint(log);
}

void ObjectLogs::change_item(ObjectId id, int step, std::int64_t index, ValueRef value) {
    Log& log = objects_[id - 1];
    std::uint8_t record[3 * kMaxVarintBytes];
    std::uint8_t* out = begin_record(log, record, step, ChangeOp::Item);
    out = write_varint(out, zigzag(index - log.last_index));
    out = log.coder.write(out, value, log.held);
    log.last_index = static_cast<std::int32_t>(index);
    log.held = value;
    end_change(log, record, out);
}

void ObjectLogs::append(ObjectId id, int step, ValueRef value) {
    Log& log = objects_[id - 1];
    std::uint8_t record[2 * kMaxVarintBytes];
    std::uint8_t* out = begin_record(log, record, step, ChangeOp::Append);
    out = log.coder.write(out, value, log.held);
    log.held = value;
    ++log.length;
    end_change(log, record, out);
}

void ObjectLogs::splice(ObjectId id, int step, std::int64_t at, std::int64_t removed,
                        std::span<const ValueRef> inserted) {
    Log& log = objects_[id - 1];
    std::uint8_t head[4 * kMaxVarintBytes];
    std::uint8_t* out = begin_record(log, head, step, ChangeOp::Splice);
    out = write_varint(out, static_cast<std::uint64_t>(at));
    out = write_varint(out, static_cast<std::uint64_t>(removed));
    out = write_varint(out, inserted.size());
    scratch_.assign(head, out);
    log.coder.write_row(scratch_, inserted);
    const std::int64_t behind = std::max<std::int64_t>(0, log.length - at - removed);
    log.since += static_cast<std::uint32_t>(std::min(at, behind) / kMovesPerByte);
    log.length = static_cast<std::uint32_t>(log.length - removed +
                                            static_cast<std::int64_t>(inserted.size()));
    end_change(log, scratch_.data(), scratch_.data() + scratch_.size());
}

void ObjectLogs::change_entry(ObjectId id, int step, ValueRef key, ValueRef value) {
    Log& log = objects_[id - 1];
    std::uint8_t record[3 * kMaxVarintBytes];
    std::uint8_t* out = begin_record(log, record, step, ChangeOp::Entry);
    out = log.coder.write(out, key);
    out = log.coder.write(out, value, log.held);
    log.held = value;
    end_change(log, record, out);
}

void ObjectLogs::remove(ObjectId id, int step, ValueRef key) {
    Log& log = objects_[id - 1];
    std::uint8_t record[2 * kMaxVarintBytes];
    std::uint8_t* out = begin_record(log, record, step, ChangeOp::Remove);
    end_change(log, record, log.coder.write(out, key));
}

// Writes the content as it is now, found from the log itself: nothing else has to be kept.
void ObjectLogs::add_checkpoint(Log& log) {
    std::vector<std::uint8_t> bytes;
    collect(log, log.content_block, log.content_at, bytes);
    LogReader reader(bytes.data(), bytes.data() + bytes.size());
    ContentBuilder builder(log.kind);
    ChangeRecord record;
    while (reader.next(record)) builder.apply(record);
    const auto id = static_cast<ObjectId>(&log - objects_.data()) + 1;
    checkpoints_.push_back({id, log.last_step, log.size});
    add_content(log, log.last_step, ChangeOp::Content, builder.finish());
}

// Appends the bytes of a log from a place on.
void ObjectLogs::collect(const Log& log, Pages::Position block, std::size_t at,
                         std::vector<std::uint8_t>& out) const {
    if (log.capacity == 0) return;
    while (true) {
        const std::uint8_t* bytes = blocks_.at(block);
        const BlockHead head = read_head(bytes);
        const bool is_last = block == log.last_block;
        const std::size_t end = is_last ? log.used : head.capacity;
        out.insert(out.end(), bytes + kHeadBytes + at, bytes + kHeadBytes + end);
        if (is_last) return;
        block = head.next;
        at = 0;
    }
}

std::size_t ObjectLogs::byte_size() const {
    return blocks_.byte_size() + objects_.capacity() * sizeof(Log) + scratch_.capacity() +
           checkpoints_.capacity() * sizeof checkpoints_[0];
}

ObjectTable ObjectLogs::table() const {
    ObjectTable table;
    std::size_t total = 0;
    for (const Log& log : objects_) total += kMaxVarintBytes + log.size;
    table.bytes_.reserve(total);
    table.starts_.reserve(objects_.size());
    for (const Log& log : objects_) {
        table.starts_.push_back(static_cast<std::uint32_t>(table.bytes_.size()));
        std::uint8_t head[kMaxVarintBytes];
        table.bytes_.insert(table.bytes_.end(), head,
                            write_varint(head, std::uint64_t{log.class_name} << 3 |
                                                   static_cast<std::uint64_t>(log.kind)));
        collect(log, log.first_block, 0, table.bytes_);
    }
    table.bytes_.shrink_to_fit();
    table.checkpoints_ = checkpoints_;
    std::stable_sort(table.checkpoints_.begin(), table.checkpoints_.end(),
                     [](const auto& a, const auto& b) { return a.object < b.object; });
    table.checkpoints_.shrink_to_fit();
    return table;
}

ObjectTable ObjectLogs::finish() {
    ObjectTable finished = table();
    *this = ObjectLogs();
    return finished;
}

// -- reading -----------------------------------------------------------------------------------

const ObjectTable::Checkpoint* ObjectTable::checkpoint_before(ObjectId id, int step) const {
    const auto after =
        std::upper_bound(checkpoints_.begin(), checkpoints_.end(), std::pair(id, step),
                         [](const auto& wanted, const Checkpoint& checkpoint) {
                             return wanted < std::pair(checkpoint.object, checkpoint.step);
                         });
    if (after == checkpoints_.begin() || std::prev(after)->object != id) return nullptr;
    return &*std::prev(after);
}

ObjectContent ObjectTable::content_at(ObjectId id, int step) const {
    ObjectContent content;
    const std::uint8_t* in = log_of(id);
    const std::uint64_t head = read_varint(in);
    content.kind = static_cast<ObjectKind>(head & 7);
    content.class_name = static_cast<InternedId>(head >> 3);
    const Checkpoint* checkpoint = checkpoint_before(id, step);
    LogReader reader(in + (checkpoint ? checkpoint->offset : 0), log_end(id),
                     checkpoint ? checkpoint->step : -1);
    ContentBuilder builder(content.kind);
    ChangeRecord record;
    // The first content holds at any step: nothing earlier can refer to the object.
    for (bool first = true; reader.next(record); first = false) {
        if (!first && record.step > step) break;
        builder.apply(record);
    }
    content.values = builder.finish();
    return content;
}

std::optional<ChangeRecord> ObjectTable::change_at(ObjectId id, int step) const {
    const Checkpoint* checkpoint = checkpoint_before(id, step - 1);
    const std::uint8_t* in = log_of(id);
    read_varint(in);
    LogReader reader(in + (checkpoint ? checkpoint->offset : 0), log_end(id),
                     checkpoint ? checkpoint->step : -1);
    ChangeRecord record;
    while (reader.next(record) && record.step <= step)
        if (record.step == step && record.op != ChangeOp::Content) return record;
    return std::nullopt;
}

std::size_t ObjectTable::byte_size() const {
    return bytes_.capacity() + starts_.capacity() * sizeof starts_[0] +
           checkpoints_.capacity() * sizeof checkpoints_[0];
}

void ObjectTable::append_to(std::string& out) const {
    out.append(reinterpret_cast<const char*>(bytes_.data()), bytes_.size());
    for (const Checkpoint& checkpoint : checkpoints_)
        for (const std::uint32_t n :
             {checkpoint.object, static_cast<std::uint32_t>(checkpoint.step), checkpoint.offset})
            out.append(reinterpret_cast<const char*>(&n), sizeof n);
}

}  // namespace trace
