// session/lesson_view.h -- a run as plain data for panels, made once per run and then only read.
// In: a finished lesson::Run. Out: everything that does not depend on the step. Errors: none; a
// program that could not load gives a view whose `load_error` says why.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "lesson/derive.h"
#include "lesson/token_view.h"
#include "session/line_runs.h"

namespace session {

// What a piece of source is, for its colour.
enum class Ink : std::uint8_t {
    Plain,
    Keyword,
    Builtin,
    Function,
    Text,
    Interpolation,  // the braces inside a string
    Number,
    Comment,
    Decorator,
    Operator,
};
struct InkSpan {
    int begin = 0, end = 0;  // bytes of the line, half-open
    Ink ink = Ink::Plain;
};
struct CodeLine {
    std::string text;
    std::vector<InkSpan> inks;  // in order, not overlapping; the gaps are plain
    bool edited = false;        // a what-if changed it
};

// A message as the bytes of HTTP/1.1, line by line.
enum class WirePart : std::uint8_t {
    Start,
    Name,
    Value,
    Scheme,
    Credentials,
    TokenHeader,  // the three parts of a JSON Web Token, wherever it stands
    TokenClaims,
    TokenSignature,
    Body,
};
struct WireSpan {
    int begin = 0, end = 0;
    WirePart part = WirePart::Start;
};
struct WireLine {
    std::string text;
    std::vector<WireSpan> parts;  // in order, not overlapping; the gaps are punctuation
    std::string header;           // its name in lower case; empty: no header line
    int step = -1;                // the step that shows what became of it; -1: none
    bool read = false;            // the program or a scheme looked at it at that step
};

enum class Outcome : std::uint8_t { Allowed, Rejected, Failed };

struct RequestView {
    std::string label;
    std::string start_line;  // "GET /protected"
    std::string status;      // "401 Unauthorized"
    Outcome outcome = Outcome::Allowed;
    int first_step = 0;
    int last_step = 0;
    int response_step = 0;  // from this step on the response is there
    std::vector<WireLine> request_lines;
    std::vector<WireLine> response_lines;
    std::string traceback;  // of an exception that nobody caught
    LineRuns lines;
    StepGroups node_steps, edge_steps;         // of the flow: when each was lit
    std::vector<lesson::TokenChecks> decodes;  // of tokens, with what each check came to
};

// What a table's cell says about the request: for icon and colour.
enum class Tone : std::uint8_t { Plain, Code, Yes, No, Allowed, Rejected, Failed };

struct MomentView {
    std::string question, answer;
    int step = -1;  // -1: no event of the run matches
};

struct ChoiceView {
    std::string text;
};
struct QuestionView {
    std::string question;
    std::vector<ChoiceView> choices;
    std::vector<std::string> hints;
    std::string explain;
    int right = -1;
    bool proven = false;
    std::string actual;
    std::string problem;
    std::string what_if;  // the label of the change that its proof needs; empty: the lesson itself
    std::shared_ptr<const lesson::Run> proof;
    int proof_step = 0;
};

struct LessonView {
    std::shared_ptr<const lesson::Run> run;
    std::string title, framework, level, summary, source_name;
    int minutes = 0;
    std::string load_error;
    std::vector<CodeLine> code;
    std::vector<RequestView> requests;
    LineRuns loading_lines;
    bool lines_repeat = false;  // some line runs more than once in one request
    lesson::ExecTable table;
    std::vector<std::vector<Tone>> table_tones;  // [row][column]
    lesson::VarTracker tracker;
    lesson::FlowGraph flow;
    std::array<std::vector<int>, 3> stops;  // by lesson::Level
    std::vector<MomentView> moments;
    std::vector<QuestionView> quiz;
    std::vector<std::string> snapshot;
    std::string transcript;
    int last_step = 0;

    const std::vector<int>& stops_at(lesson::Level level_of_detail) const {
        return stops[static_cast<std::size_t>(level_of_detail)];
    }
    int request_at(int step) const;  // -1 while the program loads
};

// `original` is the lesson that a what-if changed: its questions, notes and moments are kept and
// changed lines are marked. nullptr: the lesson itself.
std::shared_ptr<const LessonView> make_lesson_view(std::shared_ptr<const lesson::Run> run,
                                                   const LessonView* original = nullptr);

// Parts of it, each in its own file.
std::vector<CodeLine> make_code_lines(std::string_view source);  // code_view.cpp
void mark_edited_lines(std::vector<CodeLine>& lines, const std::vector<CodeLine>& original);

}  // namespace session
