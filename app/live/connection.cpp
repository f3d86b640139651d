#include "live/connection.h"

#include <fmt/format.h>

namespace live {
namespace {

constexpr milliseconds kDrainTime{2000};
constexpr std::size_t kMaxDrained = std::size_t{8} << 20;  // LIMIT: read and thrown away at the end

http::MessageFault too_slow(milliseconds limit) {
    http::MessageFault fault;
    fault.status = 408;
    fault.rule = "RFC 9110 15.5.9";
    fault.sentence = fmt::format("the request took longer than {:g} seconds",
                                 std::chrono::duration<double>(limit).count());
    return fault;
}

// uvicorn answers all that cannot be read with one text. DIFF: it has no limit for bodies and no
// time limit for a request.
http::Response refusal(int status) {
    return status == 413 || status == 408 ? http::status_response(status)
                                          : http::invalid_request_response();
}

}  // namespace

Connection::Connection(Server::Shared& server, asio::ip::tcp::socket socket)
    : server_(server), socket_(std::move(socket)), parser_(server_.options.limits) {
    asio::error_code ignored;
    const auto client = socket_.remote_endpoint(ignored);
    client_host_ = client.address().to_string();
    client_port_ = client.port();
    socket_.set_option(asio::ip::tcp::no_delay(true), ignored);
    server_.connections.insert(this);
}

Connection::~Connection() {
    try {
        server_.remove(this);
    } catch (...) {  // no memory to wait for the next client: the end of another connection will
    }
}

void Connection::start() {
    deadline_ = SteadyClock::now() + server_.options.head_time;
    read();
}

// -- reading -----------------------------------------------------------------------------------

void Connection::read() {
    doing_ = Doing::Reading;
    socket_.async_read_some(
        asio::buffer(buffer_),
        [self = shared_from_this()](const asio::error_code& failed, std::size_t size) {
            self->on_read(failed, size);
        });
}

void Connection::on_read(const asio::error_code& failed, std::size_t size) {
    if (doing_ == Doing::Draining) {
        drained_ += size;
        return failed || drained_ > kMaxDrained ? close() : drain();
    }
    if (doing_ != Doing::Reading) return;  // it took too long and is being told so
    if (failed == asio::error::eof) parser_.end();
    if (parser_.fault()) return refuse(*parser_.fault(), std::nullopt);
    if (failed || stopping_) return close();
    input_.append(buffer_.data(), size);
    parse();
}

// Feeds what has been read; then either a request is whole, or wrong, or more must be read.
void Connection::parse() {
    const std::size_t taken = parser_.feed(input_);
    input_.erase(0, taken);
    if (parser_.fault()) return refuse();
    if (parser_.is_complete()) {
        doing_ = Doing::Answering;
        return server_.enqueue(shared_from_this());
    }
    set_reading_deadline();
    const bool waits = parser_.is_in_body() && parser_.message().expects_continue &&
                       parser_.message().bytes.size() == parser_.message().head_size;
    if (waits && !continued_) return send_continue();
    read();
}

void Connection::set_reading_deadline() {
    const ServerOptions& options = server_.options;
    const bool has_head = parser_.is_in_body();
    if (has_head && !had_head_)
        deadline_ = SteadyClock::now() + options.body_time;
    else if (parser_.has_begun() && !had_begun_)
        deadline_ = SteadyClock::now() + options.head_time;
    had_begun_ = parser_.has_begun();
    had_head_ = has_head;
}

void Connection::send_continue() {
    continued_ = true;
    output_ = "HTTP/1.1 100 Continue\r\n\r\n";
    asio::async_write(socket_, asio::buffer(output_),
                      [self = shared_from_this()](const asio::error_code& failed, std::size_t) {
                          failed ? self->close() : self->read();
                      });
}

Arrived Connection::arrived_so_far() {
    Arrived arrived;
    arrived.fault = parser_.fault();
    arrived.message =
        parser_.fault() || !parser_.is_complete() ? parser_.message() : parser_.take();
    arrived.message.request.client_host = client_host_;
    arrived.message.request.client_port = client_port_;
    return arrived;
}

Arrived Connection::take_arrived() {
    Arrived arrived = arrived_so_far();
    method_ = arrived.message.request.method;
    http_version_ = arrived.message.request.http_version;
    const bool last = !arrived.message.keeps_alive || stopping_;
    after_ = last ? http::After::Close : http::After::KeepAlive;
    return arrived;
}

// -- refusing ----------------------------------------------------------------------------------

void Connection::refuse() { refuse(*parser_.fault(), refusal(parser_.fault()->status)); }

void Connection::refuse(http::MessageFault fault, const std::optional<http::Response>& response) {
    Arrived arrived = arrived_so_far();
    arrived.fault = std::move(fault);
    if (server_.host.refused) server_.host.refused(arrived, response);
    if (!response) return close();
    const http::Asked asked{arrived.message.request.method, "1.1", http::After::Close};
    write(http::write_response(*response, asked, server_.now_s()));
}

// -- writing -----------------------------------------------------------------------------------

void Connection::respond(const http::Response& response) {
    if (stopping_) after_ = http::After::Close;
    write(http::write_response(response, {method_, http_version_, after_}, server_.now_s()));
}

void Connection::write(http::Sent sent) {
    doing_ = Doing::Writing;
    output_ = std::move(sent.bytes);
    after_ = sent.after;
    deadline_ = SteadyClock::now() + server_.options.write_time;
    asio::async_write(socket_, asio::buffer(output_),
                      [self = shared_from_this()](const asio::error_code& failed, std::size_t) {
                          self->on_written(failed);
                      });
}

void Connection::on_written(const asio::error_code& failed) {
    if (failed) return close();
    output_ = {};
    continued_ = had_begun_ = had_head_ = false;
    if (after_ == http::After::Close) return drain();
    if (stopping_) return close();
    deadline_ = SteadyClock::now() + server_.options.idle_time;
    input_.empty() ? read() : parse();
}

// A socket that is closed with bytes unread throws away what was written to it (RFC 9112 9.6): the
// client is told that this is the end, and what it still sends is read for a while.
void Connection::drain() {
    if (doing_ != Doing::Draining) {
        doing_ = Doing::Draining;
        deadline_ = SteadyClock::now() + kDrainTime;
        asio::error_code gone;
        socket_.shutdown(asio::ip::tcp::socket::shutdown_send, gone);
        if (gone) return close();
    }
    socket_.async_read_some(
        asio::buffer(buffer_),
        [self = shared_from_this()](const asio::error_code& failed, std::size_t size) {
            self->on_read(failed, size);
        });
}

// -- ending ------------------------------------------------------------------------------------

// What waits on the socket then ends with an error, and with it the last owner of this.
void Connection::close() {
    asio::error_code ignored;
    socket_.close(ignored);
}

void Connection::abandon() { close(); }

void Connection::sweep(TimePoint now) {
    if (now < deadline_ || doing_ == Doing::Answering || !socket_.is_open()) return;
    if (doing_ != Doing::Reading) return close();
    asio::error_code ignored;
    if (socket_.available(ignored) > 0) return;  // it came in time: we were busy
    if (!parser_.has_begun()) return close();
    const ServerOptions& options = server_.options;
    socket_.cancel(ignored);
    refuse(too_slow(parser_.is_in_body() ? options.body_time : options.head_time), refusal(408));
}

void Connection::stop() {
    stopping_ = true;
    if (doing_ == Doing::Reading || doing_ == Doing::Draining) close();
}

}  // namespace live
