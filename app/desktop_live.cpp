#include "desktop_live.h"

#include <thread>

#include "live/server.h"

namespace {

constexpr std::size_t kMaxBody = std::size_t{1} << 20;  // LIMIT: every request is kept and shown

class Gate : public session::LiveGate {
  public:
    explicit Gate(std::shared_ptr<session::LiveInbox> inbox) : inbox_(std::move(inbox)) {}
    ~Gate() override { stop(); }

    base::Result<std::string> open(int port) override {
        live::ServerOptions options;
        options.port = port;
        options.limits.body_bytes = kMaxBody;
        AW_TRY(server_, live::Server::open(options, host()));
        thread_ = std::thread([server = server_.get()] { server->run(); });
        return server_->origin();
    }
    void close() override { stop(); }

  private:
    live::Host host() {
        return {
            [inbox = inbox_](live::Arrived arrived, live::Reply reply) {
                inbox->put({std::move(arrived.message.request),
                            std::move(arrived.message.bytes),
                            {},
                            {},
                            std::move(reply)});
            },
            [inbox = inbox_](const live::Arrived& arrived, const auto& response) {
                if (!response) return;  // nobody is there to be answered
                const http::MessageFault& fault = *arrived.fault;
                inbox->put({arrived.message.request,
                            arrived.message.bytes,
                            fault.sentence + " (line " + std::to_string(fault.line) + ", column " +
                                std::to_string(fault.column) + "; " + fault.rule + ")",
                            *response,
                            {}});
            }};
    }
    void stop() {
        inbox_->close();  // what waits there is dropped, so that the server does not wait for it
        if (!server_) return;
        server_->stop();
        thread_.join();
        server_.reset();
    }

    std::shared_ptr<session::LiveInbox> inbox_;
    std::unique_ptr<live::Server> server_;
    std::thread thread_;
};

}  // namespace

std::unique_ptr<session::LiveGate> make_live_gate(std::shared_ptr<session::LiveInbox> inbox) {
    return std::make_unique<Gate>(std::move(inbox));
}
