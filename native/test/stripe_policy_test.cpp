// SPDX-License-Identifier: MPL-2.0
#include "stripe_policy.h"

#include <string>

#include <gtest/gtest.h>

namespace pixelflux {
namespace {

// Observations: '.' unchanged, 'c' changed, 'k' key frame requested, 'K' both, '!' the last frame
// was lost (told before an unchanged frame). Actions: '-' skip, 'e' encode, 'I' encode as key
// frame.
struct Row {
    std::string observations;
    std::string actions;
};

class StripePolicyTable : public testing::TestWithParam<Row> {};

TEST_P(StripePolicyTable, ActsAsTheTableSays) {
    StripePolicy policy;
    std::string actions;
    for (const char seen : GetParam().observations) {
        if (seen == '!') policy.start_over();
        switch (policy.decide({seen == 'c' || seen == 'K', seen == 'k' || seen == 'K'})) {
            case StripeAction::kSkip:
                actions += '-';
                break;
            case StripeAction::kEncode:
                actions += 'e';
                break;
            case StripeAction::kEncodeKeyFrame:
                actions += 'I';
                break;
        }
    }
    EXPECT_EQ(actions, GetParam().actions);
}

INSTANTIATE_TEST_SUITE_P(Rows, StripePolicyTable,
                         testing::Values(Row{"c", "I"}, Row{".", "I"}, Row{"c...", "I---"},
                                         Row{"cccc", "Ieee"}, Row{"c.c..c", "I-e--e"},
                                         Row{"c.k.", "I-I-"}, Row{"cKc", "IIe"},
                                         Row{"cc!c.", "IeIe-"}, Row{"k.c", "I-e"}));

}  // namespace
}  // namespace pixelflux
