#include <algorithm>

#include "http/curl.h"
#include "session/wire_view.h"

namespace session {

namespace {

constexpr std::size_t kMostTokens = 4;  // LIMIT: of one message

std::string token_text(std::string_view text, const TokenPlace& place) {
    return std::string(text.substr(place.begin, place.end - place.begin));
}

void add_card(std::vector<TokenCard>& cards, const std::string& text, std::int64_t now_s,
              bool in_response) {
    const bool known = std::any_of(cards.begin(), cards.end(), [&](const TokenCard& card) {
        return card.token.text == text && card.in_response == in_response;
    });
    if (known || cards.size() >= kMostTokens) return;
    auto opened = lesson::open_token(text, now_s);
    if (!opened) return;
    TokenCard card;
    card.token = std::move(*opened);
    card.in_response = in_response;
    cards.push_back(std::move(card));
}

void add_cards(std::vector<TokenCard>& cards, const http::Headers& headers, const std::string& body,
               std::int64_t now_s, bool in_response) {
    for (const http::HeaderField& field : headers)
        if (const auto place = find_token(field.value))
            add_card(cards, token_text(field.value, *place), now_s, in_response);
    if (const auto place = find_token(body))
        add_card(cards, token_text(body, *place), now_s, in_response);
}

}  // namespace

std::vector<TokenCard> token_cards(const LessonView& lesson, const StepView& now) {
    std::vector<TokenCard> cards;
    const auto index = static_cast<std::size_t>(now.request);
    if (now.request < 0 || index >= lesson.run->requests.size()) return cards;
    const lesson::RequestRun& run = lesson.run->requests[index];
    add_cards(cards, run.request.headers, run.request.body, lesson.run->now_s, false);
    // A token that is no JSON Web Token at all may still have been checked.
    for (const lesson::TokenChecks& all : lesson.requests[index].decodes) {
        const lesson::TokenChecks checked = lesson::known_at(all, now.step);
        add_card(cards, checked.token, lesson.run->now_s, false);
        for (TokenCard& card : cards) {
            if (card.in_response || card.token.text != checked.token || !card.checks.empty())
                continue;
            card.checks = checked.checks;
            card.first_failed = checked.first_failed;
        }
    }
    if (now.response_built)
        add_cards(cards, run.response.headers, run.response.body, lesson.run->now_s, true);
    return cards;
}

std::string curl_of(const LessonView& lesson, int request, std::string_view origin) {
    const auto index = static_cast<std::size_t>(request);
    if (request < 0 || index >= lesson.run->requests.size()) return {};
    return http::curl_command(lesson.run->requests[index].request, origin);
}

}  // namespace session
