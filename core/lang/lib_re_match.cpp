// re.Match: the groups of one match. Positions are in characters, whatever the text is made of.
#include <fmt/format.h>

#include "lang/lib_re_internal.h"
#include "lang/str.h"

namespace lang {
namespace {

#define AW_MATCH_SELF(variable) AW_PAYLOAD_SELF(ReMatch, variable, "re.Match")

const RePattern& pattern_of(const ReMatch& match) { return *payload_of<RePattern>(match.pattern); }

std::string_view bytes_of(const ReMatch& match) {
    const Value& text = plain(match.string);
    return text.is(Kind::Str) ? text.as<Str>()->view() : text.as<Bytes>()->view();
}

// The group's text; `otherwise` where it took no part.
Value group_value(Vm& vm, const ReMatch& match, std::size_t index, const Value& otherwise) {
    const RegexSpan& span = match.spans[index];
    if (span.begin < 0) return otherwise;
    return re_slice(vm, pattern_of(match),
                    bytes_of(match).substr(static_cast<std::size_t>(span.begin),
                                           static_cast<std::size_t>(span.end - span.begin)));
}

// A group's number, from its number or its name.
Completion group_index(Vm& vm, const ReMatch& match, const Value& given, std::size_t* index) {
    std::int64_t number = -1;
    if (is_integer(given)) {
        AW_GUEST_DO(read_index(vm, given, &number));
    } else if (is_text(given)) {
        const Value known = dict_find(*pattern_of(match).group_index.as<Dict>(), text_of(given));
        if (!known.empty()) number = known.as_small();
    }
    if (number < 0 || number >= static_cast<std::int64_t>(match.spans.size()))
        return vm.raise("IndexError", "no such group");
    *index = static_cast<std::size_t>(number);
    return Completion::none();
}

Completion match_group(Vm& vm, Native& self, CallArgs args) {
    AW_MATCH_SELF(match);
    const std::span<Value> wanted = args.positional.subspan(1);
    if (wanted.empty()) return group_value(vm, *match, 0, Value::none());
    std::vector<Value> texts;
    for (const Value& one : wanted) {
        std::size_t index = 0;
        AW_GUEST_DO(group_index(vm, *match, one, &index));
        texts.push_back(group_value(vm, *match, index, Value::none()));
    }
    return texts.size() == 1 ? texts[0] : vm.heap().make_tuple(texts);
}

Completion match_groups(Vm& vm, Native& self, CallArgs args) {
    AW_MATCH_SELF(match);
    Value otherwise = Value::none();
    AW_GUEST_DO(bind(vm, self, without_self(args), {{"default", &otherwise, kOptional}}));
    std::vector<Value> texts;
    for (std::size_t i = 1; i < match->spans.size(); ++i)
        texts.push_back(group_value(vm, *match, i, otherwise));
    return vm.heap().make_tuple(texts);
}

Completion match_groupdict(Vm& vm, Native& self, CallArgs args) {
    AW_MATCH_SELF(match);
    Value otherwise = Value::none();
    AW_GUEST_DO(bind(vm, self, without_self(args), {{"default", &otherwise, kOptional}}));
    Value made = vm.heap().make_dict();
    const std::vector<RegexGroup>& groups = pattern_of(*match).groups;
    for (std::size_t i = 1; i < groups.size(); ++i) {
        if (groups[i].name.empty()) continue;
        dict_put(vm, *made.as<Dict>(), groups[i].name, group_value(vm, *match, i, otherwise));
    }
    return made;
}

// A byte offset as a position in characters.
Completion position(Vm& vm, const ReMatch& match, std::int64_t byte) {
    if (byte < 0) return Value::small(-1);
    const Str* text = plain(match.string).try_as<Str>();
    if (text == nullptr) return Value::small(byte);
    constexpr std::int64_t kBytesPerStep = 64;
    if (!text->is_ascii() && !vm.charge(static_cast<std::uint64_t>(byte / kBytesPerStep)))
        return vm.out_of_steps();
    return Value::small(point_index(*text, static_cast<std::uint32_t>(byte)));
}

Completion span_value(Vm& vm, const ReMatch& match, const RegexSpan& span) {
    AW_GUEST(const Value begin, position(vm, match, span.begin));
    AW_GUEST(const Value end, position(vm, match, span.end));
    const Value both[] = {begin, end};
    return vm.heap().make_tuple(both);
}

Completion match_place(Vm& vm, Native& self, CallArgs args) {  // start, end, span
    AW_MATCH_SELF(match);
    Value group = Value::small(0);
    AW_GUEST_DO(bind(vm, self, without_self(args), {{"group", &group, kOptional}}));
    std::size_t index = 0;
    AW_GUEST_DO(group_index(vm, *match, group, &index));
    const RegexSpan& span = match->spans[index];
    if (self.name == "start") return position(vm, *match, span.begin);
    if (self.name == "end") return position(vm, *match, span.end);
    return span_value(vm, *match, span);
}

Completion match_expand(Vm& vm, Native& self, CallArgs args) {
    AW_MATCH_SELF(match);
    Value text;
    AW_GUEST_DO(bind(vm, self, without_self(args), {{"template", &text}}));
    ReTemplate parsed;
    AW_GUEST_DO(parse_template(vm, pattern_of(*match), text, &parsed));
    if (!vm.has_room(bytes_of(*match).size() * parsed.pieces.size())) return vm.out_of_memory();
    return re_slice(vm, pattern_of(*match),
                    expand_template(parsed, bytes_of(*match), match->spans));
}

Completion match_item(Vm& vm, Native& self, CallArgs args) {
    AW_MATCH_SELF(match);
    Value which;
    AW_GUEST_DO(bind(vm, self, without_self(args), {{"group", &which}}));
    std::size_t index = 0;
    AW_GUEST_DO(group_index(vm, *match, which, &index));
    return group_value(vm, *match, index, Value::none());
}

Completion match_repr(Vm& vm, Native& self, CallArgs args) {
    AW_MATCH_SELF(match);
    AW_GUEST(const Value span, span_value(vm, *match, match->spans[0]));
    AW_GUEST(const Value places, vm.repr(span));
    AW_GUEST(const Value text, vm.repr(group_value(vm, *match, 0, Value::none())));
    std::string shown = "<re.Match object; span=";
    shown += std::string(text_of(places)) + ", match=" + std::string(text_of(text)) + ">";
    return vm.heap().make_str(shown);
}

Completion match_attribute(Vm& vm, Native& self, CallArgs args) {
    AW_MATCH_SELF(match);
    if (self.name == "re") return match->pattern;
    if (self.name == "string") return match->string;
    if (self.name == "pos") return Value::small(match->pos);
    if (self.name == "endpos") return Value::small(match->endpos);
    if (self.name == "lastindex")
        return match->last_index == 0 ? Value::none() : Value::small(match->last_index);
    if (self.name == "lastgroup") {
        const std::string& name =
            pattern_of(*match).groups[static_cast<std::size_t>(match->last_index)].name;
        return name.empty() ? Value::none() : vm.heap().make_str(name);
    }
    std::vector<Value> spans;  // regs
    for (const RegexSpan& span : match->spans) {
        AW_GUEST(Value places, span_value(vm, *match, span));
        spans.push_back(std::move(places));
    }
    return vm.heap().make_tuple(spans);
}

Completion same_match(Vm& vm, Native& self, CallArgs args) {
    AW_MATCH_SELF(match);
    return args.positional[0];
}

}  // namespace

void install_re_match(Vm& vm, Class& cls) {
    def_all(vm, cls,
            {{"group", match_group},
             {"groups", match_groups},
             {"groupdict", match_groupdict},
             {"start", match_place},
             {"end", match_place},
             {"span", match_place},
             {"expand", match_expand},
             {"__getitem__", match_item},
             {"__repr__", match_repr},
             {"__copy__", same_match},
             {"__deepcopy__", same_match}});
    for (const std::string_view name :
         {"re", "string", "pos", "endpos", "lastindex", "lastgroup", "regs"})
        def_property(vm, cls, name, match_attribute);
}

}  // namespace lang
