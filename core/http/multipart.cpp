// multipart/form-data in one pass over a body that is whole. Source: python-multipart's
// MultipartParser; what it does not report (a body that ends early) is no error here either.
#include <algorithm>

#include "base/text.h"
#include "http/characters.h"
#include "http/form.h"
#include "http/form_limits.h"
#include "http/options.h"

namespace http {
namespace {

base::Error invalid() { return {"", "Invalid multipart data.", {}}; }

// UTF-8 when the form says nothing else and the bytes are; latin-1 otherwise.
std::string decode(std::string_view bytes, bool as_utf8) {
    return as_utf8 && base::is_utf8(bytes) ? std::string(bytes) : base::latin1_to_utf8(bytes);
}

class MultipartReader {
  public:
    MultipartReader(std::string_view body, const std::string& boundary, bool utf8)
        : body_(body), delimiter_("\r\n--" + boundary), utf8_(utf8) {}

    base::Result<Form> read() {
        AW_TRY(bool more, read_first_boundary());
        while (more) {
            FormField field;
            AW_TRY(const bool complete, read_part_headers(field));
            if (!complete) break;
            AW_TRY(more, read_part_body(field));
        }
        return std::move(form_);
    }

  private:
    bool at_end() const { return at_ >= body_.size(); }
    bool starts_with(std::string_view text) const { return body_.substr(at_, text.size()) == text; }

    // True when a part follows.
    base::Result<bool> read_first_boundary() {
        if (!at_end() && (body_[0] == '\r' || body_[0] == '\n')) at_ = body_.find('-');
        if (at_end()) return false;
        const std::string_view boundary = std::string_view(delimiter_).substr(2);
        if (!starts_with(boundary.substr(0, body_.size() - at_))) return invalid();
        at_ += boundary.size();
        if (at_end()) return false;
        const std::string_view rest = body_.substr(at_, 2);
        at_ += 2;
        if (rest == "\r\n") return true;
        if (rest == "--" || rest == "\r" || rest == "-") return false;
        return invalid();
    }

    // False when the body ends inside the headers.
    base::Result<bool> read_part_headers(FormField& field) {
        std::string disposition;
        for (std::size_t count = 0;; ++count) {
            if (at_end()) return false;
            if (body_[at_] == '\r') {
                if (at_ + 1 == body_.size()) return false;
                if (body_[at_ + 1] != '\n') return invalid();
                at_ += 2;
                break;
            }
            if (count == kMaxPartHeaders) return invalid();
            HeaderField header;
            AW_TRY(const bool complete, read_header(header));
            if (!complete) return false;
            if (header.name == "content-disposition") disposition = header.value;
            field.headers.add(header.name, header.value);
        }
        AW_TRY(const base::Nothing done, name_part(field, disposition));
        static_cast<void>(done);
        return true;
    }

    base::Result<bool> read_header(HeaderField& header) {
        const std::size_t begin = at_;
        const std::size_t colon = std::min(body_.find(':', at_), body_.size());
        if (colon - begin > kMaxPartHeaderBytes) return invalid();
        for (std::size_t i = begin; i < colon; ++i)
            if (!is_token_char(body_[i])) return invalid();
        if (colon == body_.size()) return false;
        if (colon == begin) return invalid();
        const std::size_t end = std::min(body_.find('\r', colon), body_.size());
        if (end - begin > kMaxPartHeaderBytes) return invalid();
        if (end + 1 >= body_.size()) return false;
        if (body_[end + 1] != '\n') return invalid();
        header.name = base::to_lower_ascii(body_.substr(begin, colon - begin));
        const std::string_view value = body_.substr(colon + 1, end - colon - 1);
        header.value = value.substr(std::min(value.find_first_not_of(' '), value.size()));
        at_ = end + 2;
        return true;
    }

    base::Status name_part(FormField& field, const std::string& disposition) {
        const Options options = parse_options(disposition);
        const std::optional<std::string> name = options.find("name");
        if (!name)
            return base::Error{
                "", "The Content-Disposition header field \"name\" must be provided.", {}};
        field.name = decode(*name, utf8_);
        const std::optional<std::string> file_name = options.find("filename");
        if (!file_name) {
            if (++fields_ > kMaxFields) return too_many_fields();
            return base::Nothing{};
        }
        if (++files_ > kMaxFiles) return too_many_files();
        field.is_file = true;
        field.file_name = decode(*file_name, utf8_);
        if (const std::string* type = field.headers.get("content-type"))
            field.content_type = base::latin1_to_utf8(*type);
        return base::Nothing{};
    }

    // True when another part follows; a part without an end is dropped.
    base::Result<bool> read_part_body(FormField& field) {
        const std::size_t begin = at_;
        std::size_t found = body_.find(delimiter_, at_);
        std::string_view after;
        while (found != std::string_view::npos) {
            after = body_.substr(found + delimiter_.size(), 2);
            if (after == "\r\n" || after == "--") break;
            found = body_.find(delimiter_, found + delimiter_.size());
        }
        const std::size_t end = std::min(found, body_.size());
        if (!field.is_file && end - begin > kMaxFieldBytes) return field_too_large("Part");
        if (found == std::string_view::npos) return false;
        const std::string_view data = body_.substr(begin, end - begin);
        field.value = field.is_file ? std::string(data) : decode(data, utf8_);
        form_.push_back(std::move(field));
        at_ = end + delimiter_.size() + 2;
        return after == "\r\n";
    }

    std::string_view body_;
    std::string delimiter_;
    bool utf8_;
    std::size_t at_ = 0;
    std::size_t fields_ = 0;
    std::size_t files_ = 0;
    Form form_;
};

}  // namespace

base::Result<Form> parse_multipart(std::string_view content_type, std::string_view body) {
    const Options options = parse_options(content_type);
    const std::optional<std::string> boundary = options.find("boundary");
    if (!boundary) return base::Error{"", "Missing boundary in multipart.", {}};
    if (boundary->empty() || boundary->size() > kMaxBoundaryBytes) return invalid();
    const std::string charset = base::to_lower_ascii(options.find("charset").value_or("utf-8"));
    return MultipartReader(body, *boundary, charset == "utf-8" || charset == "utf8").read();
}

}  // namespace http
