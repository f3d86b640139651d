#include "web/token_trail.h"

#include <algorithm>

#include "trace/recorder.h"

namespace web {
namespace {

// LIMIT: of a longer token the trace keeps the beginning.
constexpr std::size_t kMostTokenBytes = 16384;

}  // namespace

void TokenTrail::emit(std::string_view check, auth::CheckResult result, std::string_view reason) {
    trace::Recorder* recorder = vm_.recorder();
    if (!recorder || mode_ == Mode::Silent) return;
    std::vector<trace::Field> fields{{"check", std::string(check)},
                                     {"result", std::string(auth::name_of(result))}};
    if (!reason.empty()) fields.push_back({"reason", std::string(reason)});
    if (!named_) fields.push_back({"token", std::string(token_.substr(0, kMostTokenBytes))});
    named_ = true;
    recorder->emit(trace::EventKind::TokenCheck, fields);
}

void TokenTrail::tell(std::string_view check, const auth::CheckOutcome& outcome) {
    if (outcome.fault)
        failed(check, outcome.fault->reason);
    else
        emit(check, outcome.result, outcome.note);
}

void TokenTrail::passed(std::string_view check, std::string_view note) {
    emit(check, auth::CheckResult::Passed, note);
}

void TokenTrail::skipped(std::string_view check, std::string_view why) {
    emit(check, auth::CheckResult::Skipped, why);
}

void TokenTrail::failed(std::string_view check, std::string_view why) {
    emit(check, auth::CheckResult::Failed, why);
    const auto at = std::find(order_.begin(), order_.end(), check);
    if (at == order_.end()) return;
    for (auto rest = at + 1; rest != order_.end(); ++rest)
        emit(*rest, auth::CheckResult::NotReached, {});
}

}  // namespace web
