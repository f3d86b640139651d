// bytes: padding, lines, case and translation.
#include <fmt/format.h>

#include <algorithm>

#include "lang/arguments.h"
#include "lang/builtins_internal.h"
#include "lang/str.h"

namespace lang {
namespace {

enum class FillSide : std::uint8_t { Left, Right, Center };

template <FillSide side>
Completion bytes_pad(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Bytes, bytes, "bytes");
    Value width_value, fill_value;
    AW_GUEST_DO(bind(vm, self, without_self(args),
                     {{"width", &width_value}, {"fillchar", &fill_value, kOptional}}));
    std::int64_t width = 0;
    AW_GUEST_DO(read_index(vm, width_value, &width));
    const Bytes* fill = fill_value.empty() ? nullptr : plain_as<Bytes>(fill_value);
    if (!fill_value.empty() && (fill == nullptr || fill->size != 1)) {
        return vm.raise("TypeError",
                        fmt::format("{}() argument 2 must be a byte string of length 1, not {}",
                                    self.name, type_name_of(vm, fill_value)));
    }
    const std::int64_t missing = std::max<std::int64_t>(width - bytes->size, 0);
    // CPython puts the odd one to the left when the width is odd, too.
    std::int64_t before = 0;
    if (side == FillSide::Left) before = missing;
    if (side == FillSide::Center) before = missing / 2 + (missing & width & 1);
    const std::string_view unit = fill != nullptr ? fill->view() : " ";
    TextBuilder out(vm);
    out.fill(unit, static_cast<std::uint64_t>(before));
    out.add(bytes->view());
    out.fill(unit, static_cast<std::uint64_t>(missing - before));
    return out.finish_bytes();
}

Completion bytes_zfill(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Bytes, bytes, "bytes");
    Value width_value;
    AW_GUEST_DO(bind(vm, self, without_self(args), {{"width", &width_value}}));
    std::int64_t width = 0;
    AW_GUEST_DO(read_index(vm, width_value, &width));
    std::string_view digits = bytes->view();
    const bool sign = !digits.empty() && (digits[0] == '+' || digits[0] == '-');
    TextBuilder out(vm);
    if (sign) out.add(digits.substr(0, 1));
    const std::int64_t missing = std::max<std::int64_t>(width - bytes->size, 0);
    out.fill("0", static_cast<std::uint64_t>(missing));
    out.add(sign ? digits.substr(1) : digits);
    return out.finish_bytes();
}

Completion bytes_splitlines(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Bytes, bytes, "bytes");
    Value keep;
    AW_GUEST_DO(bind(vm, self, without_self(args), {{"keepends", &keep, kOptional}}));
    bool keep_ends = false;
    if (!keep.empty()) {
        AW_GUEST(const Value truth, vm.truth(keep));
        keep_ends = truth.is_true();
    }
    const std::string_view view = bytes->view();
    const Value made = vm.heap().make_list();
    for (std::size_t at = 0; at < view.size();) {
        const std::size_t end = std::min(view.find_first_of("\r\n", at), view.size());
        std::size_t next = std::min(end + 1, view.size());
        if (view.substr(end, 2) == "\r\n") next = end + 2;
        const Value line = vm.heap().make_bytes(view.substr(at, (keep_ends ? next : end) - at));
        if (!grow_list(vm, *made.as<List>(), line)) return list_failure(vm);
        at = next;
    }
    return made;
}

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }

Completion bytes_recase(Vm& vm, Native& self, CallArgs args) {  // capitalize, title, swapcase
    AW_SELF(Bytes, bytes, "bytes");
    AW_GUEST_DO(bind(vm, self, without_self(args), {}));
    std::string out(bytes->view());
    if (!vm.charge(out.size() / 16)) return vm.out_of_steps();
    bool inside = false;  // a word, or behind the first byte
    for (char& c : out) {
        const bool letter = is_upper(c) || is_lower(c);
        const bool flip = self.name == "swapcase" ? letter : inside ? is_upper(c) : is_lower(c);
        if (flip) c = static_cast<char>(c ^ 0x20);
        inside = self.name == "capitalize" || letter;
    }
    return vm.heap().make_bytes(out);
}

Completion bytes_is_case(Vm& vm, Native& self, CallArgs args) {  // isupper, islower
    AW_SELF(Bytes, bytes, "bytes");
    AW_GUEST_DO(bind(vm, self, without_self(args), {}));
    const bool upper = self.name == "isupper";
    bool any = false;
    for (const char c : bytes->view()) {
        if (upper ? is_lower(c) : is_upper(c)) return Value::false_();
        any = any || (upper ? is_upper(c) : is_lower(c));
    }
    return Value::boolean(any);
}

Completion bytes_translate(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Bytes, bytes, "bytes");
    Value table_value, drop_value;
    AW_GUEST_DO(bind(vm, self, without_self(args),
                     {{"table", &table_value}, {"delete", &drop_value, kOptional}}));
    constexpr std::uint32_t kTableSize = 256;
    const Bytes* table = plain_as<Bytes>(table_value);
    if (!table_value.is_none() && (table == nullptr || table->size != kTableSize))
        return vm.raise("ValueError", "translation table must be 256 characters long");
    const Bytes* drop = drop_value.empty() ? nullptr : plain_as<Bytes>(drop_value);
    if (!vm.charge(bytes->size / 4)) return vm.out_of_steps();
    std::string out;
    for (const char c : bytes->view()) {
        if (drop != nullptr && drop->view().find(c) != std::string_view::npos) continue;
        out.push_back(table != nullptr ? table->data[static_cast<unsigned char>(c)] : c);
    }
    return vm.heap().make_bytes(out);
}

Completion bytes_maketrans(Vm& vm, Native& self, CallArgs args) {
    Value from_value, to_value;
    AW_GUEST_DO(bind(vm, self, args, {{"frm", &from_value}, {"to", &to_value}}));
    const Bytes *from = plain_as<Bytes>(from_value), *to = plain_as<Bytes>(to_value);
    if (from == nullptr || to == nullptr)
        return vm.raise("TypeError", "a bytes-like object is required");
    if (from->size != to->size)
        return vm.raise("ValueError", "maketrans arguments must have same length");
    std::string table;
    for (int i = 0; i < 256; ++i) table.push_back(static_cast<char>(i));
    for (std::uint32_t i = 0; i < from->size; ++i)
        table[static_cast<unsigned char>(from->data[i])] = to->data[i];
    return vm.heap().make_bytes(table);
}

}  // namespace

void install_bytes_layout(Vm& vm) {
    Class& cls = *vm.classes.bytes;
    def_all(vm, cls,
            {{"ljust", bytes_pad<FillSide::Right>},
             {"rjust", bytes_pad<FillSide::Left>},
             {"center", bytes_pad<FillSide::Center>},
             {"zfill", bytes_zfill},
             {"splitlines", bytes_splitlines},
             {"capitalize", bytes_recase},
             {"title", bytes_recase},
             {"swapcase", bytes_recase},
             {"isupper", bytes_is_case},
             {"islower", bytes_is_case},
             {"translate", bytes_translate}});
    set_static(vm, cls, "maketrans", bytes_maketrans);
}

}  // namespace lang
