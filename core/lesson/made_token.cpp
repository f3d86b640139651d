#include "lesson/made_token.h"

#include <fmt/format.h>

#include <charconv>
#include <optional>

#include "auth/base64.h"
#include "auth/jwt_sign.h"
#include "lesson/json_text.h"
#include "lesson/run.h"

namespace lesson {
namespace {

using base::JsonMember;
using base::JsonValue;

// now, now+30m, now-2h: seconds since 1970; nullopt for other text.
std::optional<std::int64_t> relative_time(std::string_view text) {
    if (!text.starts_with("now")) return std::nullopt;
    text.remove_prefix(3);
    if (text.empty()) return kLessonNow;
    if (text.size() < 3 || (text[0] != '+' && text[0] != '-')) return std::nullopt;
    constexpr std::string_view kUnits = "smhd";
    constexpr std::int64_t kSeconds[] = {1, 60, 3600, 86400};
    const auto unit = kUnits.find(text.back());
    std::int64_t count = 0;
    const char* end = text.data() + text.size() - 1;
    const auto [stopped, error] = std::from_chars(text.data() + 1, end, count);
    if (unit == kUnits.npos || error != std::errc() || stopped != end) return std::nullopt;
    return kLessonNow + (text[0] == '+' ? count : -count) * kSeconds[unit];
}

void set_member(JsonValue& object, const JsonMember& member) {
    for (JsonMember& known : object.members)
        if (known.key == member.key) {
            known.value = member.value;
            return;
        }
    object.members.push_back(member);
}

void set_text(JsonValue& object, std::string_view key, std::string_view text) {
    JsonMember member;
    member.key = key;
    member.value.type = JsonValue::Type::String;
    member.value.text = text;
    set_member(object, member);
}

// The members of an object of the file laid over `target`, with relative times made absolute.
void lay_over(FaultList& faults, const JsonNode& node, JsonValue& target) {
    if (!node.value) return;
    if (node.value->type != JsonValue::Type::Object)
        return faults.error(node.origin(), "expected an object");
    for (const JsonMember& given : node.value->members) {
        JsonMember member = given;
        const bool is_time = given.key == "exp" || given.key == "nbf" || given.key == "iat";
        if (is_time && given.value.type == JsonValue::Type::String) {
            const auto seconds = relative_time(given.value.text);
            if (!seconds)
                faults.error({node.path + "/" + given.key, given.value.position},
                             fmt::format("`{}` is no time: expected seconds, or now, now+30m, "
                                         "now-2h",
                                         given.value.text));
            member.value.type = JsonValue::Type::Integer;
            member.value.text = std::to_string(seconds.value_or(0));
        }
        set_member(target, member);
    }
}

std::string encoded(const JsonValue& object) {
    return auth::base64url_encode_unpadded(compact_json(object));
}

std::string signature_of(FaultList& faults, ObjectReader& reader, std::string_view input) {
    const std::string name = reader.text("alg", Presence::Optional, "HS256");
    const auth::JwtAlgorithm* algorithm = auth::find_jwt_algorithm(name);
    const std::string key = reader.text("key", Presence::Optional);
    if (!algorithm) {
        std::vector<std::string> names;
        for (const auth::JwtAlgorithm& known : auth::jwt_algorithms())
            names.emplace_back(known.name);
        faults.error(reader.child("alg").origin(),
                     fmt::format("unknown algorithm `{}`{}", name, did_you_mean(name, names)));
        return {};
    }
    const auth::KeyResult prepared = auth::prepare_key(*algorithm, key);
    const Origin where = reader.has("key") ? reader.child("key").origin() : reader.origin();
    if (!prepared.key) {
        faults.error(where,
                     fmt::format("the key does not go with {}: {}", name, prepared.fault->message));
        return {};
    }
    const auto signature =
        auth::sign(*algorithm, *prepared.key, input, std::string(auth::kSigningChance, '\0'));
    if (!signature) faults.error(where, "a public key cannot sign: expected the private one");
    return auth::base64url_encode_unpadded(signature.value_or(""));
}

}  // namespace

std::string read_made_token(FaultList& faults, const JsonNode& node) {
    ObjectReader reader(faults, node, keys_of("token"));
    JsonValue header, claims;
    header.type = claims.type = JsonValue::Type::Object;
    set_text(header, "alg", reader.text("alg", Presence::Optional, "HS256"));
    set_text(header, "typ", "JWT");
    lay_over(faults, reader.child("header"), header);
    lay_over(faults, reader.child("claims"), claims);
    if (!reader.has("claims"))
        faults.error(reader.origin(), "`claims` is missing: expected an object");
    std::string signature = signature_of(faults, reader, encoded(header) + "." + encoded(claims));
    if (const JsonNode tamper = reader.child("tamper"); tamper.value) {
        ObjectReader changes(faults, tamper, keys_of("tamper"));
        lay_over(faults, changes.child("header"), header);
        lay_over(faults, changes.child("claims"), claims);
        if (changes.has("signature")) signature = changes.text("signature", Presence::Optional);
    }
    return encoded(header) + "." + encoded(claims) + "." + signature;
}

}  // namespace lesson
