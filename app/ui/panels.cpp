#include "ui/panels.h"

#include "ui/panel_code.h"
#include "ui/panel_flow.h"
#include "ui/panel_moments.h"
#include "ui/panel_quiz.h"
#include "ui/panel_snapshot.h"
#include "ui/panel_stack.h"
#include "ui/panel_table.h"
#include "ui/panel_tracker.h"
#include "ui/panel_transcript.h"
#include "ui/panel_wire.h"

namespace ui {

namespace {

using session::PanelId;

constexpr std::array<PanelEntry, session::kPanelCount> kPanels = {{
    {PanelId::Flow, Place::Flow, Icon::Sitemap, "Concept flow", "1", draw_flow_panel},
    {PanelId::Code, Place::Code, Icon::Code, "Program", "2", draw_code_panel},
    {PanelId::Table, Place::Table, Icon::Table, "Execution table", "3", draw_table_panel},
    {PanelId::Tracker, Place::Tracker, Icon::Sliders, "Variable tracker", "4", draw_tracker_panel},
    {PanelId::Wire, Place::Side, Icon::Swap, "Messages", "5", draw_wire_panel},
    {PanelId::Stack, Place::Side, Icon::Layers, "Call stack", "6", draw_stack_panel},
    {PanelId::Moments, Place::Notes, Icon::Bulb, "Key moments", "7", draw_moments_panel},
    {PanelId::Quiz, Place::Notes, Icon::Question, "Quiz", "8", draw_quiz_panel},
    {PanelId::Snapshot, Place::Notes, Icon::Bookmark, "Snapshot", "9", draw_snapshot_panel},
    {PanelId::Transcript, Place::Notes, Icon::Text, "Transcript", "0", draw_transcript_panel},
}};

}  // namespace

Place place_in(Arrangement arrangement, Place place) {
    switch (arrangement) {
        case Arrangement::Full: return place;
        case Arrangement::Joined:
        case Arrangement::Merged: return place == Place::Side ? Place::Notes : place;
        case Arrangement::Compact:
            return place == Place::Flow || place == Place::Code ? place : Place::Notes;
        case Arrangement::Duo: return place == Place::Flow ? place : Place::Notes;
        case Arrangement::Single: return Place::Notes;
    }
    return place;
}

const std::array<PanelEntry, session::kPanelCount>& panels() { return kPanels; }

}  // namespace ui
