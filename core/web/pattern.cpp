#include "web/pattern.h"

#include <memory>

#include "lang/unicode.h"

namespace web {
namespace {

using Named = CharSet::Named;
using What = PatternStep::What;

constexpr int kMaxGroupDepth = 50;
constexpr int kMaxCount = 1000;
constexpr std::size_t kMaxSteps = 20000;
constexpr int kUnbounded = -1;

base::Error pattern_fault(std::string message) { return {"", std::move(message), {}}; }

bool is_word(char32_t point) {
    return point == '_' || lang::is_char(point, lang::CharClass::Alpha) ||
           lang::is_char(point, lang::CharClass::Decimal);
}

bool has_named(Named named, char32_t point) {
    switch (named) {
        case Named::Digit: return lang::is_char(point, lang::CharClass::Decimal);
        case Named::NotDigit: return !lang::is_char(point, lang::CharClass::Decimal);
        case Named::Space: return lang::is_char(point, lang::CharClass::Space);
        case Named::NotSpace: return !lang::is_char(point, lang::CharClass::Space);
        case Named::Word: return is_word(point);
        case Named::NotWord: return !is_word(point);
    }
    return false;
}

struct Node {
    enum class Kind : std::uint8_t { Set, Assert, Sequence, Choice, Repeat };
    Kind kind = Kind::Sequence;
    CharSet set;
    What assertion = What::Begin;
    int min = 0;
    int max = 0;
    std::vector<Node> parts;
};

class PatternParser {
  public:
    explicit PatternParser(std::string_view source) : source_(source) {}

    base::Result<Node> parse() {
        AW_TRY(Node node, choice());
        if (at_ < source_.size()) return pattern_fault("unopened group");
        return node;
    }

  private:
    bool at(char c) const { return at_ < source_.size() && source_[at_] == c; }
    bool take(std::string_view text) {
        if (source_.substr(at_, text.size()) != text) return false;
        at_ += text.size();
        return true;
    }

    base::Result<Node> choice() {
        if (++depth_ > kMaxGroupDepth) return pattern_fault("groups are nested too deeply");
        Node node;
        node.kind = Node::Kind::Choice;
        do {
            AW_TRY(Node part, sequence());
            node.parts.push_back(std::move(part));
        } while (take("|"));
        --depth_;
        return node;
    }

    base::Result<Node> sequence() {
        Node node;
        while (at_ < source_.size() && !at('|') && !at(')')) {
            AW_TRY(Node part, atom());
            AW_TRY(part, counted(std::move(part)));
            node.parts.push_back(std::move(part));
        }
        return node;
    }

    base::Result<Node> atom() {
        if (take("(")) return group();
        if (take("[")) return bracket();
        if (take("^")) return assertion(What::Begin);
        if (take("$")) return assertion(What::End);
        if (take(".")) {
            Node any = empty_set();
            any.set.negated = true;
            any.set.ranges.emplace_back('\n', '\n');
            return any;
        }
        if (at('*') || at('+') || at('?') || at('{'))
            return pattern_fault("repetition operator missing expression");
        if (take("\\")) return escape();
        return literal(lang::next_point(source_, at_));
    }

    base::Result<Node> group() {
        if (take("?")) {
            if (at('=') || at('!') || take("<=") || take("<!"))
                return pattern_fault(
                    "look-around, including look-ahead and look-behind, is not supported");
            if (take("i)")) {
                ignore_case_ = true;
                return Node{};
            }
            if (take("P<") || take("<")) {
                at_ = std::min(source_.find('>', at_), source_.size());
                if (!take(">")) return pattern_fault("unclosed capture group name");
            } else if (!take(":")) {
                return pattern_fault("unrecognized flag");
            }
        }
        AW_TRY(Node inside, choice());
        if (!take(")")) return pattern_fault("unclosed group");
        return inside;
    }

    static base::Result<Node> assertion(What what) {
        Node node;
        node.kind = Node::Kind::Assert;
        node.assertion = what;
        return node;
    }

    Node empty_set() const {
        Node node;
        node.kind = Node::Kind::Set;
        node.set.ignore_case = ignore_case_;
        return node;
    }

    Node literal(char32_t point) const {
        Node node = empty_set();
        node.set.ranges.emplace_back(point, point);
        return node;
    }

    // Fills `named` for \d and its kin, `point` for any other escape.
    base::Status escaped(std::vector<Named>& named, char32_t& point) {
        if (at_ == source_.size()) return pattern_fault("incomplete escape sequence");
        const char c = source_[at_++];
        static constexpr std::string_view kNamed = "dswDSW";
        if (const std::size_t which = kNamed.find(c); which != std::string_view::npos) {
            named.push_back(static_cast<Named>(which));
            return base::Nothing{};
        }
        static constexpr std::string_view kLetters = "nrtfv0";
        static constexpr std::string_view kMeanings{"\n\r\t\f\v\0", 6};
        if (const std::size_t which = kLetters.find(c); which != std::string_view::npos)
            point = static_cast<unsigned char>(kMeanings[which]);
        else if (static_cast<unsigned char>(c) < 0x80 && !is_word(static_cast<unsigned char>(c)))
            point = static_cast<unsigned char>(c);
        else
            return pattern_fault(c >= '1' && c <= '9' ? "backreferences are not supported"
                                                      : "unrecognized escape sequence");
        return base::Nothing{};
    }

    base::Result<Node> escape() {
        if (take("b")) return assertion(What::WordEdge);
        if (take("B")) return assertion(What::NotWordEdge);
        if (take("A")) return assertion(What::Begin);
        if (take("z")) return assertion(What::End);
        Node node = empty_set();
        char32_t point = 0;
        AW_TRY(const base::Nothing done, escaped(node.set.named, point));
        static_cast<void>(done);
        if (node.set.named.empty()) node.set.ranges.emplace_back(point, point);
        return node;
    }

    base::Result<Node> bracket() {
        Node node = empty_set();
        node.set.negated = take("^");
        for (bool first = true; first || !at(']'); first = false) {
            if (at_ == source_.size()) return pattern_fault("unclosed character class");
            const std::size_t named_before = node.set.named.size();
            char32_t low = 0;
            AW_TRY(const base::Nothing begun, class_item(node.set.named, low));
            static_cast<void>(begun);
            if (node.set.named.size() > named_before) continue;
            char32_t high = low;
            if (at('-') && at_ + 1 < source_.size() && source_[at_ + 1] != ']') {
                ++at_;
                AW_TRY(const base::Nothing ended, class_item(node.set.named, high));
                static_cast<void>(ended);
                if (high < low) return pattern_fault("invalid character class range");
            }
            node.set.ranges.emplace_back(low, high);
        }
        ++at_;
        return node;
    }

    base::Status class_item(std::vector<Named>& named, char32_t& point) {
        if (at_ == source_.size()) return pattern_fault("unclosed character class");
        if (take("\\")) return escaped(named, point);
        point = lang::next_point(source_, at_);
        return base::Nothing{};
    }

    base::Result<Node> counted(Node node) {
        while (true) {
            int min = 0;
            int max = kUnbounded;
            if (take("*"))
                ;
            else if (take("+"))
                min = 1;
            else if (take("?"))
                max = 1;
            else if (at('{')) {
                AW_TRY(const base::Nothing done, count(min, max));
                static_cast<void>(done);
            } else {
                return node;
            }
            take("?");  // lazy or not: the same texts match
            Node repeat;
            repeat.kind = Node::Kind::Repeat;
            repeat.min = min;
            repeat.max = max;
            repeat.parts.push_back(std::move(node));
            node = std::move(repeat);
            if (++repeats_ > kMaxCount) return pattern_fault("too many repetitions");
        }
    }

    base::Status count(int& min, int& max) {
        ++at_;
        if (!number(min)) return pattern_fault("repetition quantifier expects a valid decimal");
        max = min;
        if (take(",") && !number(max)) max = kUnbounded;
        if (!take("}")) return pattern_fault("unclosed counted repetition");
        if (max != kUnbounded && max < min) return pattern_fault("invalid repetition count range");
        return base::Nothing{};
    }

    bool number(int& out) {
        const std::size_t begin = at_;
        int value = 0;
        for (; at_ < source_.size() && source_[at_] >= '0' && source_[at_] <= '9'; ++at_)
            value = std::min(value * 10 + (source_[at_] - '0'), 100 * kMaxCount);
        if (at_ == begin) return false;
        out = value;
        return true;
    }

    std::string_view source_;
    std::size_t at_ = 0;
    int depth_ = 0;
    int repeats_ = 0;
    bool ignore_case_ = false;
};

// Every repeat is written out: a{2,4} is aa(a(a)?)?.
class PatternWriter {
  public:
    explicit PatternWriter(Pattern& out) : out_(out) {}

    bool write(const Node& node) {
        // Parts that write nothing are counted, too: ((){1000}){1000}
        if (++writes_ > kMaxSteps || out_.steps.size() > kMaxSteps) return false;
        switch (node.kind) {
            case Node::Kind::Set:
                out_.sets.push_back(node.set);
                add(What::Set, static_cast<int>(out_.sets.size()) - 1);
                return true;
            case Node::Kind::Assert: add(node.assertion); return true;
            case Node::Kind::Sequence:
                for (const Node& part : node.parts)
                    if (!write(part)) return false;
                return true;
            case Node::Kind::Choice: return choice(node);
            case Node::Kind::Repeat: return repeat(node);
        }
        return false;
    }

  private:
    int here() const { return static_cast<int>(out_.steps.size()); }
    int add(What what, int first = 0) {
        out_.steps.push_back({what, first, 0});
        return here() - 1;
    }
    PatternStep& step(int index) { return out_.steps[static_cast<std::size_t>(index)]; }

    bool choice(const Node& node) {
        std::vector<int> ends;
        for (std::size_t i = 0; i < node.parts.size(); ++i) {
            const bool last = i + 1 == node.parts.size();
            const int split = last ? -1 : add(What::Split);
            if (!last) step(split).first = here();
            if (!write(node.parts[i])) return false;
            if (last) break;
            ends.push_back(add(What::Jump));
            step(split).second = here();
        }
        for (const int end : ends) step(end).first = here();
        return true;
    }

    bool repeat(const Node& node) {
        const Node& part = node.parts[0];
        for (int i = 0; i < node.min; ++i)
            if (!write(part)) return false;
        if (node.max == kUnbounded) {
            const int split = add(What::Split);
            step(split).first = here();
            if (!write(part)) return false;
            add(What::Jump, split);
            step(split).second = here();
            return true;
        }
        std::vector<int> splits;
        for (int i = node.min; i < node.max; ++i) {
            splits.push_back(add(What::Split));
            step(splits.back()).first = here();
            if (!write(part)) return false;
        }
        for (const int split : splits) step(split).second = here();
        return true;
    }

    Pattern& out_;
    std::size_t writes_ = 0;
};

}  // namespace

bool CharSet::has(char32_t point) const {
    const auto covered = [this](char32_t p) {
        for (const auto& [low, high] : ranges)
            if (p >= low && p <= high) return true;
        return false;
    };
    bool found = covered(point);
    if (!found && ignore_case && point < 0x80 && lang::is_char(point, lang::CharClass::Alpha))
        found = covered(point ^ 0x20U);
    for (std::size_t i = 0; !found && i < named.size(); ++i) found = has_named(named[i], point);
    return found != negated;
}

base::Result<Pattern> compile_pattern(std::string_view source) {
    AW_TRY(const Node node, PatternParser(source).parse());
    Pattern pattern;
    pattern.source = source;
    if (!PatternWriter(pattern).write(node) || pattern.steps.size() > kMaxSteps)
        return pattern_fault("the compiled pattern is too large");
    pattern.steps.push_back({What::Match, 0, 0});
    return pattern;
}

}  // namespace web
