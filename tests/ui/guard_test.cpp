#include "ui/guard.h"

#include <gtest/gtest.h>

#include <stdexcept>

#include "base/assert.h"
#include "ui/headless.h"
#include "ui/widgets_text.h"

namespace ui {
namespace {

// A frame with one window, in which something is drawn under guard.
std::optional<std::string> frame_with(const std::function<void()>& draw) {
    ImGui::NewFrame();
    ImGui::Begin("window");
    const auto fault = guarded(draw);
    ImGui::TextUnformatted("after it");
    ImGui::End();
    ImGui::Render();
    return fault;
}

TEST(Guard, SaysNothingWhenAllIsWell) {
    const Headless window;
    EXPECT_FALSE(frame_with([] { ImGui::TextUnformatted("fine"); }));
}

TEST(Guard, CatchesExceptionsWithAllStacksLeftOpen) {
    const Headless window;
    for (int i = 0; i < 3; ++i) {
        const auto fault = frame_with([&window] {
            const Face& face = window.look().fonts[Type::Title];
            compat::push_font(face.font, face.px);
            ImGui::PushStyleColor(ImGuiCol_Text, IM_COL32_WHITE);
            ImGui::PushStyleVar(ImGuiStyleVar_Alpha, 0.5f);
            compat::begin_child("child", {100, 100}, compat::Border::No);
            ImGui::PushID("id");
            ImGui::BeginGroup();
            compat::begin_child("inner", {50, 50}, compat::Border::No);
            throw std::runtime_error("a bug");
        });
        EXPECT_EQ(fault, "a bug");
    }
    EXPECT_FALSE(frame_with([] {})) << "and the next frame is drawn as if nothing had been";
}

TEST(Guard, CatchesAFailedAssertion) {
    const Headless window;
    const auto fault = frame_with([] {
        ImGui::PushStyleVar(ImGuiStyleVar_Alpha, 0.5f);
        AW_ASSERT(1 + 1 == 3);
    });
    ASSERT_TRUE(fault);
    EXPECT_NE(fault->find("check failed"), std::string::npos);
    EXPECT_FALSE(frame_with([] {}));
}

TEST(Guard, TheOtherPanelsGoOn) {
    Headless window;
    session::Session session = open_first_lesson();
    window.memory().faults.emplace(static_cast<int>(session::PanelId::Code), "a bug");
    window.memory().fault_step = session.state().now.step;
    EXPECT_TRUE(window.frame(session.state()).empty());
    EXPECT_TRUE(window.memory().faults.contains(static_cast<int>(session::PanelId::Code)));
    session.apply(session::Walk{session::Move::Forward});
    window.frame(session.state());
    EXPECT_TRUE(window.memory().faults.empty()) << "at the next step it is tried again";
}

}  // namespace
}  // namespace ui
