#include "platform/key_names.h"

#include <GLFW/glfw3.h>

namespace platform {

namespace {

struct Named {
    int key;
    const char* name;
};
constexpr Named kNamed[] = {
    {GLFW_KEY_RIGHT, "Right"},    {GLFW_KEY_LEFT, "Left"},
    {GLFW_KEY_UP, "Up"},          {GLFW_KEY_DOWN, "Down"},
    {GLFW_KEY_HOME, "Home"},      {GLFW_KEY_END, "End"},
    {GLFW_KEY_PAGE_UP, "PageUp"}, {GLFW_KEY_PAGE_DOWN, "PageDown"},
    {GLFW_KEY_ESCAPE, "Escape"},  {GLFW_KEY_ENTER, "Enter"},
    {GLFW_KEY_KP_ENTER, "Enter"}, {GLFW_KEY_SPACE, "Space"},
    {GLFW_KEY_F1, "F1"},          {GLFW_KEY_F5, "F5"},
    {GLFW_KEY_F6, "F6"},          {GLFW_KEY_F8, "F8"},
    {GLFW_KEY_TAB, "Tab"},        {GLFW_KEY_COMMA, ","},
    {GLFW_KEY_F11, "F11"},        {GLFW_KEY_EQUAL, "="},
    {GLFW_KEY_KP_ADD, "="},       {GLFW_KEY_MINUS, "-"},
    {GLFW_KEY_KP_SUBTRACT, "-"},
};

// With Shift it is another character, on each keyboard its own: the chord does not name Shift.
bool writes(int key) {
    return (key >= GLFW_KEY_0 && key <= GLFW_KEY_9) || key == GLFW_KEY_COMMA ||
           key == GLFW_KEY_EQUAL || key == GLFW_KEY_MINUS || key == GLFW_KEY_KP_ADD ||
           key == GLFW_KEY_KP_SUBTRACT || key == GLFW_KEY_SPACE;
}

// A letter or sign of ours that is printed on the key, else nothing.
std::string name_on(const char* on_the_key) {
    if (!on_the_key || on_the_key[0] == 0 || on_the_key[1] != 0) return {};
    const char c = on_the_key[0];
    if (c >= 'a' && c <= 'z') return std::string(1, static_cast<char>(c - 'a' + 'A'));
    if ((c >= 'A' && c <= 'Z') || c == ',' || c == '-' || c == '=') return std::string(1, c);
    return c == '+' ? "=" : "";
}

std::string plain_name(int key, const char* on_the_key) {
    if (key >= GLFW_KEY_0 && key <= GLFW_KEY_9)
        return std::string(1, static_cast<char>(key));  // GLFW codes are ASCII here
    if (key >= GLFW_KEY_KP_0 && key <= GLFW_KEY_KP_9)
        return std::string(1, static_cast<char>('0' + (key - GLFW_KEY_KP_0)));
    if (key <= GLFW_KEY_WORLD_2 && key != GLFW_KEY_SPACE)
        if (std::string name = name_on(on_the_key); !name.empty()) return name;
    if (key >= GLFW_KEY_A && key <= GLFW_KEY_Z) return std::string(1, static_cast<char>(key));
    for (const Named& named : kNamed)
        if (named.key == key) return named.name;
    return {};
}

}  // namespace

std::string chord_name(int glfw_key, int glfw_modifiers, const char* on_the_key) {
    std::string name = plain_name(glfw_key, on_the_key);
    if (name.empty() || (glfw_modifiers & (GLFW_MOD_ALT | GLFW_MOD_SUPER))) return {};
    const bool letter = name.size() == 1 && name[0] >= 'A' && name[0] <= 'Z';
    if ((glfw_modifiers & GLFW_MOD_SHIFT) && (letter || !writes(glfw_key))) name = "Shift+" + name;
    if (glfw_modifiers & GLFW_MOD_CONTROL) name = "Ctrl+" + name;
    return name;
}

}  // namespace platform
