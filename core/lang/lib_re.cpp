// re: patterns and the module's functions. What is behind: regex.h; flags and escape() stand in
// library/re.py, matches in lib_re_match.cpp, sub() in lib_re_replace.cpp.
#include <fmt/format.h>

#include <algorithm>

#include "lang/lib_re_internal.h"
#include "lang/str.h"
#include "lang/unicode.h"

namespace lang {

ReState& re_state(Vm& vm) { return library_state<ReState>(vm, "<re>"); }

RePattern::~RePattern() { Heap::current().charge(-static_cast<std::ptrdiff_t>(charged)); }

Value re_slice(Vm& vm, const RePattern& pattern, std::string_view bytes) {
    return pattern.is_text ? vm.heap().make_str(bytes) : vm.heap().make_bytes(bytes);
}

// -- compiling -------------------------------------------------------------------------------

Completion raise_pattern_error(Vm& vm, const Value& pattern, const RegexFault& fault) {
    if (fault.is_overflow) return vm.raise("OverflowError", fault.message);
    std::string text = fault.message;
    Value line = Value::none(), column = Value::none(), position = Value::none();
    if (fault.position) {
        const auto at = static_cast<std::int64_t>(*fault.position);
        const Value& source = plain(pattern);
        const std::string_view bytes = source.is(Kind::Str)     ? source.as<Str>()->view()
                                       : source.is(Kind::Bytes) ? source.as<Bytes>()->view()
                                                                : std::string_view();
        const std::size_t byte =
            source.is(Kind::Str) ? byte_offset(*source.as<Str>(), static_cast<std::uint32_t>(at))
                                 : static_cast<std::size_t>(at);
        const std::string_view before = bytes.substr(0, byte);
        const auto lines = std::count(before.begin(), before.end(), '\n');
        const std::size_t newline = before.rfind('\n');
        const auto on_line = static_cast<std::int64_t>(
            count_points(newline == before.npos ? before : before.substr(newline + 1)));
        text += fmt::format(" at position {}", at);
        if (bytes.find('\n') != bytes.npos)
            text += fmt::format(" (line {}, column {})", lines + 1, on_line + 1);
        position = Value::small(at);
        line = Value::small(lines + 1);
        column = Value::small(on_line + 1);
    }
    Value args[] = {vm.heap().make_str(text)};
    Completion raised = vm.raise(*re_state(vm).error, args);
    if (!raised.raised()) return raised;
    Instance& error = *raised.error().as<Instance>();
    write_slot(vm, error, "msg", vm.heap().make_str(fault.message));
    write_slot(vm, error, "pattern", pattern);
    write_slot(vm, error, "pos", position);
    write_slot(vm, error, "lineno", line);
    write_slot(vm, error, "colno", column);
    return raised;
}

namespace {

Completion check_flags(Vm& vm, bool is_text, unsigned* flags) {
    if (is_text) {
        if ((*flags & kRegexLocale) != 0)
            return vm.raise("ValueError", "cannot use LOCALE flag with a str pattern");
        if ((*flags & kRegexAscii) != 0) {
            if ((*flags & kRegexUnicode) != 0)
                return vm.raise("ValueError", "ASCII and UNICODE flags are incompatible");
        } else {
            *flags |= kRegexUnicode;
        }
        return Completion::none();
    }
    if ((*flags & kRegexUnicode) != 0)
        return vm.raise("ValueError", "cannot use UNICODE flag with a bytes pattern");
    if ((*flags & kRegexLocale) != 0)
        return vm.stop(StopKind::Refused, "refused: the sandbox has no locale for re.LOCALE");
    return Completion::none();
}

Completion make_pattern(Vm& vm, const Value& source, unsigned flags) {
    auto made = std::make_unique<RePattern>();
    const Value& text = plain(source);
    made->is_text = text.is(Kind::Str);
    made->source = source;
    AW_GUEST_DO(check_flags(vm, made->is_text, &flags));
    const std::string_view bytes =
        made->is_text ? text.as<Str>()->view() : text.as<Bytes>()->view();
    if (!vm.charge(10 + bytes.size() * 4)) return vm.out_of_steps();
    if (!vm.has_room(bytes.size() * 64)) return vm.out_of_memory();
    auto translated = translate_regex(bytes, made->is_text, flags);
    if (const auto* fault = std::get_if<RegexFault>(&translated))
        return raise_pattern_error(vm, source, *fault);
    auto& found = std::get<TranslatedRegex>(translated);
    std::string error;
    made->regex = Regex::compile(found, made->is_text, &error);
    if (!made->regex)
        return raise_pattern_error(vm, source, {"not offered here: " + error, std::nullopt, false});
    made->flags = found.flags;
    made->groups = std::move(found.groups);
    made->charged = made->regex->bytes();
    vm.heap().charge(static_cast<std::ptrdiff_t>(made->charged));
    made->group_index = vm.heap().make_dict();
    for (std::size_t i = 1; i < made->groups.size(); ++i) {
        if (!made->groups[i].name.empty())
            dict_put(vm, *made->group_index.as<Dict>(), made->groups[i].name,
                     Value::small(static_cast<std::int64_t>(i)));
    }
    return wrap_payload(vm, *re_state(vm).pattern, std::move(made));
}

}  // namespace

Completion re_compile(Vm& vm, const Value& pattern, const Value& flags) {
    std::int64_t bits = 0;
    if (!flags.empty()) AW_GUEST_DO(read_index(vm, flags, &bits));
    if (payload_of<RePattern>(pattern) != nullptr) {
        if (bits == 0) return pattern;
        return vm.raise("ValueError", "cannot process flags argument with a compiled pattern");
    }
    const Value& text = plain(pattern);
    if (!text.is(Kind::Str) && !text.is(Kind::Bytes)) {
        AW_GUEST_DO(vm.hash(pattern));
        return vm.raise("TypeError", "first argument must be string or compiled pattern");
    }
    constexpr std::uint32_t kMostCached = 512;
    const std::string key =
        text.is(Kind::Str) ? fmt::format("{}:{}", bits, text.as<Str>()->view()) : "";
    Dict* cache = re_state(vm).cache.as<Dict>();
    if (!key.empty()) {
        if (Value known = dict_find(*cache, key); !known.empty()) return known;
    }
    AW_GUEST(Value made, make_pattern(vm, pattern, static_cast<unsigned>(bits)));
    if (cache->used >= kMostCached) {
        re_state(vm).cache = vm.heap().make_dict();
        cache = re_state(vm).cache.as<Dict>();
    }
    if (!key.empty()) dict_put(vm, *cache, key, made);
    return made;
}

// -- looking ---------------------------------------------------------------------------------

Completion re_subject(Vm& vm, const RePattern& pattern, const Value& string, const Value& pos,
                      const Value& endpos, ReSubject* subject) {
    const Value& text = plain(string);
    const bool is_text = text.is(Kind::Str);
    if (!is_text && !text.is(Kind::Bytes)) {
        return vm.raise("TypeError", fmt::format("expected string or bytes-like object, got '{}'",
                                                 type_name_of(vm, string)));
    }
    if (is_text != pattern.is_text) {
        return vm.raise("TypeError", is_text
                                         ? "cannot use a bytes pattern on a string-like object"
                                         : "cannot use a string pattern on a bytes-like object");
    }
    subject->value = string;
    subject->bytes = is_text ? text.as<Str>()->view() : text.as<Bytes>()->view();
    const std::int64_t length = is_text ? text.as<Str>()->length : text.as<Bytes>()->size;
    subject->endpos = length;
    if (!pos.empty()) AW_GUEST_DO(read_bound(vm, pos, &subject->pos));
    if (!endpos.empty()) AW_GUEST_DO(read_bound(vm, endpos, &subject->endpos));
    subject->endpos = std::clamp<std::int64_t>(subject->endpos, 0, length);
    subject->pos = std::clamp<std::int64_t>(subject->pos, 0, subject->endpos);
    const auto byte = [&](std::int64_t at) -> std::size_t {
        return is_text ? byte_offset(*text.as<Str>(), static_cast<std::uint32_t>(at))
                       : static_cast<std::size_t>(at);
    };
    subject->begin = byte(subject->pos);
    subject->end = byte(subject->endpos);
    return Completion::none();
}

Completion re_find(Vm& vm, const RePattern& pattern, const ReSubject& subject, std::size_t from,
                   RegexQuery::Anchor anchor, bool not_empty, std::vector<RegexSpan>* spans) {
    constexpr std::uint64_t kPerMatch = 8;
    constexpr std::size_t kBytesPerStep = 64;
    RegexQuery query;
    query.subject = subject.bytes.substr(0, subject.end);
    query.from = from;
    query.anchor = anchor;
    query.not_empty = not_empty;
    query.max_steps = vm.steps_left();
    const std::size_t limit = vm.heap().limit(), used = vm.heap().used();
    query.max_memory = limit > used ? limit - used : 0;
    spans->assign(pattern.groups.size(), {});
    std::uint64_t steps = 0;
    const RegexOutcome outcome = pattern.regex->match(query, *spans, &steps);
    if (outcome == RegexOutcome::OutOfMemory) return vm.out_of_memory();
    const std::size_t reached =
        outcome == RegexOutcome::Match ? static_cast<std::size_t>((*spans)[0].end) : subject.end;
    if (outcome == RegexOutcome::OutOfSteps ||
        !vm.charge(kPerMatch + steps + (reached - from) / kBytesPerStep))
        return vm.out_of_steps();
    return Value::boolean(outcome == RegexOutcome::Match);
}

namespace {

// The group that was closed last, as sre counts: of two that end together the outer one.
int last_closed(const std::vector<RegexGroup>& groups, const std::vector<RegexSpan>& spans) {
    int last = 0;
    const auto is_inside = [&](int inner, int outer) {
        for (int at = inner; at != 0; at = groups[static_cast<std::size_t>(at)].parent)
            if (at == outer) return true;
        return false;
    };
    for (int i = 1; i < static_cast<int>(groups.size()); ++i) {
        const RegexSpan& span = spans[static_cast<std::size_t>(i)];
        if (span.begin < 0) continue;
        const RegexSpan& best = spans[static_cast<std::size_t>(last)];
        if (last == 0 || span.end > best.end || (span.end == best.end && !is_inside(i, last)))
            last = i;
    }
    return last;
}

}  // namespace

Value make_match(Vm& vm, const Value& pattern, const ReSubject& subject,
                 std::vector<RegexSpan> spans) {
    auto match = std::make_unique<ReMatch>();
    match->pattern = pattern;
    match->string = subject.value;
    match->pos = subject.pos;
    match->endpos = subject.endpos;
    match->last_index = last_closed(payload_of<RePattern>(pattern)->groups, spans);
    match->spans = std::move(spans);
    return wrap_payload(vm, *re_state(vm).match, std::move(match));
}

Completion ReWalk::next(Vm& vm, const RePattern& pattern, const ReSubject& subject,
                        std::vector<RegexSpan>* spans) {
    if (from_ > subject.end) return Value::false_();
    AW_GUEST(Value found,
             re_find(vm, pattern, subject, from_, RegexQuery::Anchor::None, not_empty_, spans));
    if (!found.is_true()) return found;
    const RegexSpan& whole = (*spans)[0];
    from_ = static_cast<std::size_t>(whole.end);
    not_empty_ = whole.begin == whole.end;
    return found;
}

// -- methods of patterns ---------------------------------------------------------------------

namespace {

#define AW_PATTERN_SELF(variable) AW_PAYLOAD_SELF(RePattern, variable, "re.Pattern")

template <RegexQuery::Anchor anchor>
Completion pattern_find(Vm& vm, Native& self, CallArgs args) {
    AW_PATTERN_SELF(pattern);
    Value string, pos, endpos;
    AW_GUEST_DO(
        bind(vm, self, without_self(args),
             {{"string", &string}, {"pos", &pos, kOptional}, {"endpos", &endpos, kOptional}}));
    ReSubject subject;
    AW_GUEST_DO(re_subject(vm, *pattern, string, pos, endpos, &subject));
    std::vector<RegexSpan> spans;
    AW_GUEST(const Value found,
             re_find(vm, *pattern, subject, subject.begin, anchor, false, &spans));
    if (!found.is_true()) return Completion::none();
    return make_match(vm, args.positional[0], subject, std::move(spans));
}

Value group_text(Vm& vm, const RePattern& pattern, const ReSubject& subject, RegexSpan span) {
    if (span.begin < 0) return re_slice(vm, pattern, "");
    return re_slice(vm, pattern,
                    subject.bytes.substr(static_cast<std::size_t>(span.begin),
                                         static_cast<std::size_t>(span.end - span.begin)));
}

Completion pattern_findall(Vm& vm, Native& self, CallArgs args) {
    AW_PATTERN_SELF(pattern);
    Value string, pos, endpos;
    AW_GUEST_DO(
        bind(vm, self, without_self(args),
             {{"string", &string}, {"pos", &pos, kOptional}, {"endpos", &endpos, kOptional}}));
    ReSubject subject;
    AW_GUEST_DO(re_subject(vm, *pattern, string, pos, endpos, &subject));
    const Value found = vm.heap().make_list();
    ReWalk walk(subject.begin);
    std::vector<RegexSpan> spans;
    for (;;) {
        AW_GUEST(const Value more, walk.next(vm, *pattern, subject, &spans));
        if (!more.is_true()) return found;
        Value item;
        if (spans.size() <= 2) {
            item = group_text(vm, *pattern, subject, spans.back());
        } else {
            std::vector<Value> texts;
            for (std::size_t i = 1; i < spans.size(); ++i)
                texts.push_back(group_text(vm, *pattern, subject, spans[i]));
            item = vm.heap().make_tuple(texts);
        }
        if (!grow_list(vm, *found.as<List>(), std::move(item))) return list_failure(vm);
    }
}

struct Finder final : Payload {  // behind an iterator's `extra`
    Value pattern;
    ReSubject subject;
    ReWalk walk{0};
    void visit(void (*each)(Value&, void*), void* context) override {
        each(pattern, context);
        each(subject.value, context);
    }
};

Completion finder_next(Vm& vm, Iterator& iterator) {
    const Value holder = iterator.extra;
    auto& finder = *payload_of<Finder>(holder);
    std::vector<RegexSpan> spans;
    AW_GUEST(const Value more,
             finder.walk.next(vm, *payload_of<RePattern>(finder.pattern), finder.subject, &spans));
    if (!more.is_true()) return Value();
    return make_match(vm, finder.pattern, finder.subject, std::move(spans));
}

Completion pattern_finditer(Vm& vm, Native& self, CallArgs args) {
    AW_PATTERN_SELF(pattern);
    Value string, pos, endpos;
    AW_GUEST_DO(
        bind(vm, self, without_self(args),
             {{"string", &string}, {"pos", &pos, kOptional}, {"endpos", &endpos, kOptional}}));
    auto finder = std::make_unique<Finder>();
    AW_GUEST_DO(re_subject(vm, *pattern, string, pos, endpos, &finder->subject));
    finder->pattern = args.positional[0];
    finder->walk = ReWalk(finder->subject.begin);
    Value holder = wrap_payload(vm, *vm.classes.object, std::move(finder));
    return make_iterator(vm, "callable_iterator", finder_next, Value::none(), std::move(holder));
}

Completion pattern_split(Vm& vm, Native& self, CallArgs args) {
    AW_PATTERN_SELF(pattern);
    Value string, most;
    AW_GUEST_DO(
        bind(vm, self, without_self(args), {{"string", &string}, {"maxsplit", &most, kOptional}}));
    std::int64_t left = 0;
    if (!most.empty()) AW_GUEST_DO(read_index(vm, most, &left));
    if (left == 0) left = -1;
    ReSubject subject;
    AW_GUEST_DO(re_subject(vm, *pattern, string, {}, {}, &subject));
    const Value made = vm.heap().make_list();
    List& parts = *made.as<List>();
    ReWalk walk(0);
    std::vector<RegexSpan> spans;
    std::int64_t from = 0;
    for (; left != 0; --left) {
        AW_GUEST(const Value more, walk.next(vm, *pattern, subject, &spans));
        if (!more.is_true()) break;
        const Value part = group_text(vm, *pattern, subject, {from, spans[0].begin});
        if (!grow_list(vm, parts, part)) return list_failure(vm);
        for (std::size_t i = 1; i < spans.size(); ++i) {
            const Value group =
                spans[i].begin < 0 ? Value::none() : group_text(vm, *pattern, subject, spans[i]);
            if (!grow_list(vm, parts, group)) return list_failure(vm);
        }
        from = spans[0].end;
    }
    const Value rest =
        group_text(vm, *pattern, subject, {from, static_cast<std::int64_t>(subject.bytes.size())});
    if (!grow_list(vm, parts, rest)) return list_failure(vm);
    return made;
}

Completion pattern_repr(Vm& vm, Native& self, CallArgs args) {
    AW_PATTERN_SELF(pattern);
    constexpr std::size_t kMostShown = 200;
    constexpr std::pair<unsigned, std::string_view> kNames[] = {
        {kRegexIgnoreCase, "re.IGNORECASE"}, {kRegexLocale, "re.LOCALE"},
        {kRegexMultiline, "re.MULTILINE"},   {kRegexDotAll, "re.DOTALL"},
        {kRegexUnicode, "re.UNICODE"},       {kRegexVerbose, "re.VERBOSE"},
        {kRegexDebug, "re.DEBUG"},           {kRegexAscii, "re.ASCII"}};
    AW_GUEST(const Value shown, vm.repr(pattern->source));
    std::string text = "re.compile(" + std::string(text_of(shown).substr(0, kMostShown));
    bool first = true;
    for (const auto& [flag, name] : kNames) {
        if ((pattern->flags & flag) == 0 || (flag == kRegexUnicode && pattern->is_text)) continue;
        text += (first ? ", " : "|") + std::string(name);
        first = false;
    }
    return vm.heap().make_str(text + ")");
}

Completion pattern_attribute(Vm& vm, Native& self, CallArgs args) {
    AW_PATTERN_SELF(pattern);
    if (self.name == "pattern") return pattern->source;
    if (self.name == "flags") return Value::small(pattern->flags);
    if (self.name == "groups")
        return Value::small(static_cast<std::int64_t>(pattern->groups.size()) - 1);
    return pattern->group_index;
}

Completion same_pattern(Vm& vm, Native& self, CallArgs args) {
    AW_PATTERN_SELF(pattern);
    return args.positional[0];
}

// -- the module's functions ------------------------------------------------------------------

Completion module_compile(Vm& vm, Native& self, CallArgs args) {
    Value pattern, flags;
    AW_GUEST_DO(bind(vm, self, args, {{"pattern", &pattern}, {"flags", &flags, kOptional}}));
    return re_compile(vm, pattern, flags);
}

// match(pattern, string, flags=0) and its kin: the method of the same name.
Completion module_find(Vm& vm, Native& self, CallArgs args) {
    Value pattern, string, flags;
    AW_GUEST_DO(bind(vm, self, args,
                     {{"pattern", &pattern}, {"string", &string}, {"flags", &flags, kOptional}}));
    AW_GUEST(const Value compiled, re_compile(vm, pattern, flags));
    Value rest[] = {string};
    return vm.call_method(compiled, self.name, rest);
}

Completion module_split(Vm& vm, Native& self, CallArgs args) {
    Value pattern, string, flags, most = Value::small(0);
    AW_GUEST_DO(bind(vm, self, args,
                     {{"pattern", &pattern},
                      {"string", &string},
                      {"maxsplit", &most, kOptional},
                      {"flags", &flags, kOptional}}));
    AW_GUEST(const Value compiled, re_compile(vm, pattern, flags));
    Value rest[] = {string, most};
    return vm.call_method(compiled, self.name, rest);
}

Completion module_sub(Vm& vm, Native& self, CallArgs args) {
    Value pattern, replacement, string, flags, count = Value::small(0);
    AW_GUEST_DO(bind(vm, self, args,
                     {{"pattern", &pattern},
                      {"repl", &replacement},
                      {"string", &string},
                      {"count", &count, kOptional},
                      {"flags", &flags, kOptional}}));
    AW_GUEST(const Value compiled, re_compile(vm, pattern, flags));
    Value rest[] = {replacement, string, count};
    return vm.call_method(compiled, self.name, rest);
}

Completion module_purge(Vm& vm, Native& self, CallArgs args) {
    AW_GUEST_DO(bind(vm, self, args, {}));
    re_state(vm).cache = vm.heap().make_dict();
    return Completion::none();
}

void install_pattern(Vm& vm, Class& cls) {
    def_all(vm, cls,
            {{"match", pattern_find<RegexQuery::Anchor::Start>},
             {"fullmatch", pattern_find<RegexQuery::Anchor::Whole>},
             {"search", pattern_find<RegexQuery::Anchor::None>},
             {"findall", pattern_findall},
             {"finditer", pattern_finditer},
             {"split", pattern_split},
             {"sub", pattern_sub},
             {"subn", pattern_subn},
             {"__repr__", pattern_repr},
             {"__copy__", same_pattern},
             {"__deepcopy__", same_pattern}});
    for (const std::string_view name : {"pattern", "flags", "groups", "groupindex"})
        def_property(vm, cls, name, pattern_attribute);
}

Completion not_constructible(Vm& vm, Class& cls, CallArgs) {
    return vm.raise("TypeError",
                    fmt::format("cannot create '{}.{}' instances", cls.module_name, cls.name));
}

}  // namespace

void load_re(Vm& vm, Module& module) {
    ReState& state = re_state(vm);
    state.cache = vm.heap().make_dict();
    state.pattern = &add_class(vm, module, "Pattern");
    state.match = &add_class(vm, module, "Match");
    for (Class* cls : {state.pattern, state.match}) {
        cls->is_final = true;
        cls->construct = not_constructible;
    }
    state.error = &add_class(vm, module, "PatternError", {vm.exception_class("Exception")});
    set(vm, module, "error", class_value(*state.error));
    install_pattern(vm, *state.pattern);
    install_re_match(vm, *state.match);
    def_all(vm, module,
            {{"compile", module_compile},
             {"match", module_find},
             {"fullmatch", module_find},
             {"search", module_find},
             {"findall", module_find},
             {"finditer", module_find},
             {"split", module_split},
             {"sub", module_sub},
             {"subn", module_sub},
             {"purge", module_purge}});
}

}  // namespace lang
