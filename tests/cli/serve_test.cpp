// authwalk serve as a script sees it: a process with a port, lines on stdout, and signals.
#include <arpa/inet.h>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;

const std::string kServedLesson =
    std::string(AUTHWALK_SOURCE_DIR) + "/scenarios/01_protected_routes.json";

// `authwalk serve ARGUMENTS`, running until it ends or is ended.
class Serve {
  public:
    explicit Serve(std::vector<std::string> arguments) {
        int out[2] = {};
        int err[2] = {};
        EXPECT_EQ(pipe(out), 0);
        EXPECT_EQ(pipe(err), 0);
        arguments.insert(arguments.begin(), {AUTHWALK_PROGRAM, "serve"});
        std::vector<char*> words;
        for (std::string& word : arguments) words.push_back(word.data());
        words.push_back(nullptr);
        child_ = fork();
        if (child_ == 0) {
            dup2(out[1], STDOUT_FILENO);
            dup2(err[1], STDERR_FILENO);
            for (const int end : {out[0], out[1], err[0], err[1]}) ::close(end);
            execv(words[0], words.data());
            _exit(127);
        }
        ::close(out[1]);
        ::close(err[1]);
        out_ = out[0];
        err_ = err[0];
    }
    ~Serve() {
        if (child_ > 0) {
            kill(child_, SIGKILL);
            wait_for_end();
        }
        ::close(out_);
        ::close(err_);
    }
    Serve(const Serve&) = delete;
    Serve& operator=(const Serve&) = delete;

    std::string out_line() { return line(out_); }
    std::string err_line() { return line(err_); }
    void signal(int number) const { kill(child_, number); }
    int wait_for_end() {
        int status = 0;
        waitpid(child_, &status, 0);
        child_ = -1;
        return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
    }

  private:
    static std::string line(int from) {
        std::string text;
        char c = 0;
        pollfd waited{from, POLLIN, 0};
        while (poll(&waited, 1, 10'000) > 0 && ::read(from, &c, 1) == 1 && c != '\n') text += c;
        return text;
    }
    pid_t child_ = -1;
    int out_ = -1;
    int err_ = -1;
};

int port_of(const std::string& line) {
    const std::size_t colon = line.rfind(':', line.find(" ("));
    return colon == std::string::npos ? 0 : std::atoi(line.c_str() + colon + 1);
}

// Sends, and reads until the server closes.
std::string ask(int port, const std::string& bytes) {
    const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    EXPECT_EQ(connect(socket, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
    EXPECT_EQ(send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL),
              static_cast<ssize_t>(bytes.size()));
    std::string answer;
    char buffer[4096];
    for (ssize_t got; (got = recv(socket, buffer, sizeof buffer, 0)) > 0;)
        answer.append(buffer, static_cast<std::size_t>(got));
    close(socket);
    return answer;
}

std::string get(const std::string& path, const std::string& fields = "") {
    return "GET " + path + " HTTP/1.1\r\nHost: t\r\nConnection: close\r\n" + fields + "\r\n";
}

TEST(ServeCommand, AnswersALessonsProgramUntilItIsStopped) {
    Serve serve({kServedLesson, "--port", "0"});
    const std::string first = serve.out_line();
    const int port = port_of(first);
    ASSERT_EQ(first, "Serving on http://127.0.0.1:" + std::to_string(port) + " (Ctrl+C stops)");
    const std::string refused = ask(port, get("/protected"));
    EXPECT_TRUE(refused.starts_with("HTTP/1.1 401 Unauthorized\r\n")) << refused;
    const std::string allowed =
        ask(port, get("/protected", "Authorization: Bearer validtoken\r\n"));
    EXPECT_TRUE(allowed.ends_with("\r\n\r\n{\"message\":\"Hello alice\"}")) << allowed;
    const std::string invalid = ask(port, "GET / HTTP/1.1\r\n\r\n");
    EXPECT_TRUE(invalid.ends_with("\r\n\r\nInvalid HTTP request received.")) << invalid;
    EXPECT_TRUE(serve.out_line().ends_with(" - \"GET /protected HTTP/1.1\" 401 Unauthorized"));
    EXPECT_TRUE(serve.out_line().ends_with(" - \"GET /protected HTTP/1.1\" 200 OK"));
    EXPECT_TRUE(serve.err_line().ends_with(
        " - 400 Bad Request: HTTP/1.1 wants a Host header (RFC 9112 3.2), line 2, column 1"));
    serve.signal(SIGINT);
    EXPECT_EQ(serve.out_line(), "Stopped.");
    EXPECT_EQ(serve.wait_for_end(), 0);
}

TEST(ServeCommand, GoesOnWhenNobodyReadsItsLines) {
    Serve serve({kServedLesson, "--port", "0"});
    const int port = port_of(serve.out_line());
    std::string many;
    for (int i = 0; i < 1500; ++i) many += "GET / HTTP/1.1\r\nHost: t\r\n\r\n";
    const std::string answers = ask(port, many + get("/"));
    int count = 0;
    for (std::size_t at = 0; (at = answers.find("HTTP/1.1 404", at)) != std::string::npos; ++at)
        ++count;
    EXPECT_EQ(count, 1501);
}

TEST(ServeCommand, SaysWhatIsWrongInOneSentence) {
    Serve first({kServedLesson, "--port", "0"});
    const std::string port = std::to_string(port_of(first.out_line()));
    Serve second({kServedLesson, "--port", port});
    EXPECT_EQ(second.err_line(), "authwalk: 127.0.0.1:" + port + ": port " + port +
                                     " is in use by another program; --port 0 takes a free one");
    EXPECT_EQ(second.wait_for_end(), 1);
    Serve nowhere({kServedLesson, "--host", "no.such.host.invalid"});
    EXPECT_EQ(nowhere.err_line(),
              "authwalk: no.such.host.invalid: there is no such host on this computer");
    EXPECT_EQ(nowhere.wait_for_end(), 1);
    Serve missing({"no_such_file.py"});
    EXPECT_TRUE(missing.err_line().starts_with("authwalk: no_such_file.py: "));
    EXPECT_EQ(missing.wait_for_end(), 1);
    Serve wrong_port({kServedLesson, "--port", "65536"});
    EXPECT_EQ(wrong_port.wait_for_end(), 2);
}

TEST(ServeCommand, AProgramThatDoesNotLoadGivesItsTraceback) {
    const fs::path file =
        fs::temp_directory_path() / ("authwalk_serve_" + std::to_string(getpid()) + ".py");
    std::ofstream(file) << "1 / 0\n";
    Serve serve({file.string(), "--port", "0"});
    EXPECT_EQ(serve.err_line(), "Traceback (most recent call last):");
    EXPECT_EQ(serve.wait_for_end(), 1);
    fs::remove(file);
}

TEST(ServeCommand, WarnsWhenOthersCanReachIt) {
    Serve serve({kServedLesson, "--port", "0", "--host", "0.0.0.0"});
    EXPECT_TRUE(serve.err_line().starts_with(
        "authwalk: anyone who can reach this computer can reach http://0.0.0.0:"));
    serve.signal(SIGTERM);
    EXPECT_EQ(serve.wait_for_end(), 0);
}

}  // namespace
