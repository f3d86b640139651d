// Requests per second that a server on this computer answers: some connections, each sending the
// next request when the last one is answered. The same for any server.
// usage: http_load PORT SECONDS CONNECTIONS -> one number on stdout
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::string_view kRequest =
    "GET /protected HTTP/1.1\r\nHost: t\r\nAuthorization: Bearer validtoken\r\n\r\n";
constexpr std::string_view kBody = "{\"message\":\"Hello alice\"}";

int connect_to(int port) {
    const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
    const int on = 1;
    setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (connect(socket, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0) return socket;
    std::perror("connect");
    std::exit(1);
}

// Until the body has come; a server may send head and body in two pieces.
bool read_answer(int socket) {
    std::string answer;
    char buffer[4096];
    while (!answer.ends_with(kBody)) {
        const ssize_t got = recv(socket, buffer, sizeof buffer, 0);
        if (got <= 0) return false;
        answer.append(buffer, static_cast<std::size_t>(got));
    }
    return answer.starts_with("HTTP/1.1 200 ");
}

void ask(int port, Clock::time_point end, std::atomic<long>& answered) {
    const int socket = connect_to(port);
    long count = 0;
    while (Clock::now() < end) {
        const bool sent = send(socket, kRequest.data(), kRequest.size(), MSG_NOSIGNAL) ==
                          static_cast<ssize_t>(kRequest.size());
        if (!sent || !read_answer(socket)) {
            std::fputs("http_load: a wrong answer\n", stderr);
            std::exit(1);
        }
        ++count;
    }
    answered += count;
    close(socket);
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 4) return 2;
    const int port = std::atoi(argv[1]);
    const double seconds = std::atof(argv[2]);
    std::atomic<long> answered = 0;
    const auto end = Clock::now() + std::chrono::duration_cast<Clock::duration>(
                                        std::chrono::duration<double>(seconds));
    std::vector<std::thread> clients;
    for (int i = 0; i < std::atoi(argv[3]); ++i)
        clients.emplace_back([&] { ask(port, end, answered); });
    for (std::thread& client : clients) client.join();
    std::printf("%.0f\n", static_cast<double>(answered) / seconds);
    return 0;
}
