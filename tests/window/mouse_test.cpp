// The mouse, the presenter's mode, and the sizes a window can have.
#include "window/fixture.h"

namespace window {
namespace {

TEST_F(WindowTest, PressingWhatTheRingIsOnJumpsThere) {
    open_window();
    press({"r", "2"});
    expect_after("Tab", "ring", true);
    for (int i = 0; i < 7; ++i) move_ring("Down");
    settle();
    const auto [x, y] = ring();
    click(x, y);
    EXPECT_TRUE(becomes("line", 8)) << "a code line";
    press({"3", "3"});  // alone, so that no row is out of sight
    ASSERT_TRUE(becomes("alone", true));
    expect_after("Tab", "ring", true);
    settle();
    const auto [cell_x, cell_y] = ring();
    click(cell_x, cell_y);
    EXPECT_TRUE(becomes("request", 1)) << "a cell of the first row";
    expect_after("Escape", "alone", false);
    expect_after("r", "kind", "response");
    press("1");
    expect_after("Tab", "ring", true);
    for (int i = 0; i < 3; ++i) move_ring("Tab");  // over the zoom's buttons
    settle();
    const auto [node_x, node_y] = ring();
    click(node_x, node_y);
    EXPECT_TRUE(becomes("kind", "request")) << "the first node";
    EXPECT_FALSE(read_state()->find("ring")->boolean) << "the mouse takes the ring away";
}

TEST_F(WindowTest, APresentationLeavesTheWindowAsItWas) {
    open_window();
    press({"t", "8", "Right"});
    ASSERT_TRUE(becomes("stop", 2));
    const auto looks = [this] {
        std::string all;
        for (const char* key : {"width", "height", "focus", "front_notes", "front_compact",
                                "front_single", "stop", "overlay", "speed"})
            all += std::string(key) + "=" + std::to_string(number(key)) + " ";
        for (const char* key : {"theme", "zoom", "level", "scale"}) all += text(key) + " ";
        return all;
    };
    settle();
    const std::string before = looks();
    expect_after("F11", "presenter", true);
    EXPECT_TRUE(becomes("width", 1280)) << "the whole screen";
    expect_after("t", "theme", "contrast");
    expect_after("ctrl+equal", "zoom", "1.10");
    expect_after("f", "level", "flow");
    press({"3", "3"});
    EXPECT_TRUE(becomes("alone", true));
    expect_after("Escape", "alone", false);
    move_mouse(200, 300);  // the spotlight
    expect_after("Escape", "focus_shown", false);
    expect_after("Escape", "presenter", false);
    EXPECT_TRUE(becomes("width", 1200));
    settle();
    EXPECT_EQ(looks(), before);
    EXPECT_EQ(number("graphics_errors"), 0);
}

class LargeScreenTest : public WindowTest {
  protected:
    LargeScreenTest() : WindowTest("3840x2160x24") {}
};

TEST_F(LargeScreenTest, EverySizeAndScaleIsDrawn) {
    open_window();
    for (const auto& [width, height] :
         {std::pair{800, 600}, {1024, 768}, {1280, 720}, {2560, 1440}, {3840, 2160}}) {
        ASSERT_EQ(run({"xdotool", "search", "--name", "Authwalk", "windowsize",
                       std::to_string(width), std::to_string(height)},
                      environment_),
                  0);
        EXPECT_TRUE(becomes("width", width));
        EXPECT_TRUE(becomes("height", height));
    }
    for (const char* zoom : {"0.90", "0.80", "0.75", "0.75"})
        expect_after("ctrl+minus", "zoom", zoom);
    for (int i = 0; i < 12; ++i) press("ctrl+equal");
    EXPECT_TRUE(becomes("zoom", "3.00"));
    EXPECT_EQ(number("graphics_errors"), 0);
    EXPECT_EQ(number("faults"), 0);
}

}  // namespace
}  // namespace window
