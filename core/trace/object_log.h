// trace/object_log.h -- what mutable things held, at any step.
// ObjectLogs takes contents and changes while the program runs; ObjectTable, its finished form,
// answers what an object held after a step. The records are described in format.h.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "trace/format.h"
#include "trace/pages.h"
#include "trace/value_ref.h"

namespace trace {

// What a mutable thing is; decides how it is shown and which changes it takes.
enum class ObjectKind : std::uint8_t { List, Set, Dict, Instance, Cell, Bytearray };

inline bool has_entries(ObjectKind kind) {
    return kind == ObjectKind::Dict || kind == ObjectKind::Instance;
}

struct ObjectContent {
    ObjectKind kind = ObjectKind::List;
    InternedId class_name = 0;
    std::vector<ValueRef> values;  // Dict, Instance: key, value, key, value ...
};

struct ChangeRecord {
    int step = 0;
    ChangeOp op = ChangeOp::Content;
    std::int64_t at = 0;       // Item, Splice
    std::int64_t removed = 0;  // Splice
    std::vector<ValueRef> values;
};

class ObjectTable {
  public:
    ObjectContent content_at(ObjectId id, int step) const;
    std::optional<ChangeRecord> change_at(ObjectId id, int step) const;  // made by that event
    ObjectKind kind_of(ObjectId id) const { return static_cast<ObjectKind>(*log_of(id) & 7); }
    std::uint32_t count() const { return static_cast<std::uint32_t>(starts_.size()); }
    std::size_t byte_size() const;
    void append_to(std::string& out) const;

  private:
    friend class ObjectLogs;
    struct Checkpoint {  // a content record that is not the first
        ObjectId object = 0;
        int step = 0;
        std::uint32_t offset = 0;  // in the object's log
    };
    const std::uint8_t* log_of(ObjectId id) const { return bytes_.data() + starts_[id - 1]; }
    const std::uint8_t* log_end(ObjectId id) const {
        return bytes_.data() + (id < starts_.size() ? starts_[id] : bytes_.size());
    }
    const Checkpoint* checkpoint_before(ObjectId id, int step) const;

    std::vector<std::uint8_t> bytes_;
    std::vector<std::uint32_t> starts_;
    std::vector<Checkpoint> checkpoints_;  // by object, then step
};

class ObjectLogs {
  public:
    ObjectId add(ObjectKind kind, InternedId class_name);
    void set_content(ObjectId id, int step, std::span<const ValueRef> values);
    void change_item(ObjectId id, int step, std::int64_t index, ValueRef value);
    void append(ObjectId id, int step, ValueRef value);
    void splice(ObjectId id, int step, std::int64_t at, std::int64_t removed,
                std::span<const ValueRef> inserted);
    void change_entry(ObjectId id, int step, ValueRef key, ValueRef value);
    void remove(ObjectId id, int step, ValueRef key);
    void replace(ObjectId id, int step, std::span<const ValueRef> values);

    std::uint32_t count() const { return static_cast<std::uint32_t>(objects_.size()); }
    ObjectKind kind_of(ObjectId id) const { return objects_[id - 1].kind; }
    std::size_t byte_size() const;
    ObjectTable table() const;  // of what there is so far
    ObjectTable finish();       // the same, and forgets it

  private:
    // Where the log of one object goes on. Its bytes lie in a chain of blocks.
    struct Log {
        Pages::Position first_block = 0;
        Pages::Position last_block = 0;
        std::uint32_t size = 0;           // bytes of the log
        std::uint32_t content_bytes = 0;  // of the last content record
        std::uint32_t since = 0;          // bytes of changes behind it
        Pages::Position content_block = 0;
        std::uint16_t content_at = 0;  // in content_block
        std::uint16_t used = 0;        // of last_block
        std::uint16_t capacity = 0;
        ObjectKind kind = ObjectKind::List;
        int last_step = 0;
        InternedId class_name = 0;
        std::int32_t last_index = 0;
        std::uint32_t length = 0;  // values it holds, where it can be spliced
        ValueCoder coder;
        ValueRef held = kZero;  // the last value: ints are measured from it
    };
    std::uint8_t* begin_record(Log& log, std::uint8_t* out, int step, ChangeOp op);
    void add_block(Log& log, std::size_t wanted);
    void add_bytes(Log& log, const std::uint8_t* bytes, std::size_t size);
    void end_change(Log& log, const std::uint8_t* record, const std::uint8_t* end);
    void add_content(Log& log, int step, ChangeOp op, std::span<const ValueRef> values);
    void add_checkpoint(Log& log);
    void collect(const Log& log, Pages::Position block, std::size_t at,
                 std::vector<std::uint8_t>& out) const;

    std::vector<Log> objects_;
    Pages blocks_;
    std::vector<ObjectTable::Checkpoint> checkpoints_;
    std::vector<std::uint8_t> scratch_;
};

}  // namespace trace
