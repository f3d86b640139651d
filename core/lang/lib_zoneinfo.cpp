// zoneinfo: UTC and zones with a fixed offset. The sandbox has no time zone database: other zones
// are refused by name.
#include <fmt/format.h>

#include <charconv>

#include "lang/datetime.h"
#include "lang/library_internal.h"

namespace lang {
namespace {

struct ZoneinfoState final : Payload {
    Value zones;  // Dict: the zones there are, by key
    Class* not_found = nullptr;
    void visit(void (*each)(Value&, void*), void* context) override { each(zones, context); }
};

ZoneinfoState& zoneinfo_state(Vm& vm) { return library_state<ZoneinfoState>(vm, "<zoneinfo>"); }

struct Fixed {
    std::int64_t hours = 0;
    std::string name;
};

// UTC under its names, and Etc/GMT+5, which is five hours *behind*. Nothing: not known here.
std::optional<Fixed> fixed_zone(std::string_view key) {
    for (const std::string_view utc :
         {"UTC", "Etc/UTC", "UCT", "Etc/UCT", "Universal", "Etc/Universal", "Zulu", "Etc/Zulu"}) {
        if (key == utc) return Fixed{0, "UTC"};
    }
    for (const std::string_view gmt : {"GMT", "Etc/GMT", "Etc/GMT0", "Etc/GMT+0", "Etc/GMT-0"}) {
        if (key == gmt) return Fixed{0, "GMT"};
    }
    constexpr std::string_view kPrefix = "Etc/GMT";
    if (!key.starts_with(kPrefix) || key.size() < kPrefix.size() + 2) return std::nullopt;
    const char sign = key[kPrefix.size()];
    const std::string_view digits = key.substr(kPrefix.size() + 1);
    std::int64_t hours = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), hours);
    const bool whole = read.ec == std::errc() && read.ptr == digits.data() + digits.size();
    if (!whole || digits[0] == '0' || hours > (sign == '+' ? 12 : 14)) return std::nullopt;
    if (sign != '+' && sign != '-') return std::nullopt;
    return Fixed{sign == '+' ? -hours : hours,
                 fmt::format("{}{:02}", sign == '+' ? '-' : '+', hours)};
}

Completion zone_construct(Vm& vm, Class& cls, CallArgs args) {
    const Native named(nullptr, nullptr, "ZoneInfo");
    Value key;
    AW_GUEST_DO(bind(vm, named, args, {{"key", &key}}));
    if (!is_text(key)) return wrong_type(vm, "ZoneInfo() argument 1", "str", key);
    const std::string_view text = text_of(key);
    Dict& zones = *zoneinfo_state(vm).zones.as<Dict>();
    if (Value known = dict_find(zones, text); !known.empty()) return known;
    const std::optional<Fixed> fixed = fixed_zone(text);
    if (!fixed) {
        Value words[] = {vm.heap().make_str(
            fmt::format("No time zone found with key {} (this sandbox offers UTC and fixed offsets "
                        "like Etc/GMT+5)",
                        text))};
        return vm.raise(*zoneinfo_state(vm).not_found, words);
    }
    constexpr std::int64_t kMicrosPerHour = 3600 * kMicrosPerSecond;
    auto zone = std::make_unique<Timezone>();
    zone->offset_micros = fixed->hours * kMicrosPerHour;
    zone->name = fixed->name;
    Value made = wrap_payload(vm, cls, std::move(zone));
    write_slot(vm, *made.as<Instance>(), "key", key);
    dict_put(vm, zones, text, made);
    return made;
}

Completion zone_text(Vm& vm, Native& self, CallArgs args) {  // __str__, __repr__
    if (args.positional.empty()) return wrong_receiver(vm, self, args, "ZoneInfo");
    AW_GUEST(const Value key, vm.get_attribute(args.positional[0], "key"));
    if (self.name == "__str__") return key;
    AW_GUEST(const Value shown, vm.repr(key));
    return vm.heap().make_str(fmt::format("zoneinfo.ZoneInfo(key={})", text_of(shown)));
}

Completion zone_dst(Vm& vm, Native& self, CallArgs args) {
    Value when;
    AW_GUEST_DO(bind(vm, self, without_self(args), {{"dt", &when}}));
    return make_timedelta(vm, 0);
}

Completion available(Vm& vm, Native& self, CallArgs args) {
    AW_GUEST_DO(bind(vm, self, args, {}));
    const Value names = vm.heap().make_list();
    for (const std::string_view name : {"UTC", "Etc/UTC", "GMT", "Etc/GMT"})
        names.as<List>()->items.push_back(vm.heap().make_str(name));
    Value argument[] = {names};
    return vm.call(class_value(*vm.classes.set), argument);
}

}  // namespace

void load_zoneinfo(Vm& vm, Module& module) {
    ZoneinfoState& state = zoneinfo_state(vm);
    state.zones = vm.heap().make_dict();
    state.not_found =
        &add_class(vm, module, "ZoneInfoNotFoundError", {vm.exception_class("KeyError")});
    Class& zone = add_class(vm, module, "ZoneInfo", {datetime_classes(vm).timezone});
    zone.construct = zone_construct;
    def_all(vm, zone, {{"__str__", zone_text}, {"__repr__", zone_text}, {"dst", zone_dst}});
    def_all(vm, module, {{"available_timezones", available}});
}

}  // namespace lang
