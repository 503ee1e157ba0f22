// SPDX-License-Identifier: MPL-2.0
#include "stripe_policy.h"

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace pixelflux {
namespace {

char letter_of(const StripeDecision& decision) {
    switch (decision.action) {
        case StripeAction::kSkip:
            return '-';
        case StripeAction::kEncode:
            return decision.paint_over ? 'p' : 'e';
        case StripeAction::kEncodeKeyFrame:
            return decision.paint_over ? 'P' : 'I';
    }
    return '?';
}

// Observations: '.' unchanged, 'c' changed, 'k' key frame requested, 'K' both, 'x' came out coarse
// and '=' came out fine (both told before an unchanged frame), '!' the last frame was lost (told
// before an unchanged frame). Actions: '-' skip, 'e' encode, 'I' encode as key frame, 'p' and 'P'
// the same at the quality of a paint-over.
struct Row {
    const char* name;
    StripeRules rules;
    std::string observations;
    std::string actions;
};

void PrintTo(const Row& row, std::ostream* out) { *out << row.name; }

class StripePolicyTable : public testing::TestWithParam<Row> {};

TEST_P(StripePolicyTable, ActsAsTheTableSays) {
    StripePolicy policy;
    std::string actions;
    std::int64_t frame = 0;
    for (const char seen : GetParam().observations) {
        if (seen == '!') policy.start_over();
        if (seen == 'x' || seen == '=') policy.set_coarse(seen == 'x');
        actions += letter_of(policy.decide(
            ++frame, {seen == 'c' || seen == 'K', seen == 'k' || seen == 'K'}, GetParam().rules));
    }
    EXPECT_EQ(actions, GetParam().actions);
}

StripeRules plain() { return {}; }

StripeRules painting(int trigger, int burst) {
    StripeRules rules;
    rules.paint_over = true;
    rules.trigger = trigger;
    rules.burst = burst;
    return rules;
}

StripeRules streaming() {
    StripeRules rules = painting(2, 2);
    rules.streaming = true;
    return rules;
}

StripeRules refining(StripeRules rules) {
    rules.paint_over_by_key_frame = false;
    return rules;
}

INSTANTIATE_TEST_SUITE_P(
    Rows, StripePolicyTable,
    testing::Values(
        Row{"FirstIsAKeyFrame", plain(), "c", "I"},
        Row{"FirstIsAKeyFrameEvenIfStill", plain(), ".", "I"},
        Row{"StillIsNotSent", plain(), "c.............", "I-------------"},
        Row{"EveryChangeIsSent", plain(), "cccc", "Ieee"},
        Row{"OnlyChangesAreSent", plain(), "c.c..c", "I-e--e"},
        Row{"KeyFrameOnDemand", plain(), "c.k.", "I-I-"},
        Row{"KeyFrameOnDemandWithAChange", plain(), "cKc", "IIe"},
        Row{"ALostFrameMeansAKeyFrame", plain(), "cc!c.", "IeIe-"},
        Row{"KeyFrameOnDemandAtFirst", plain(), "k.c", "I-e"},

        Row{"PaintsOverOnceAfterTheTrigger", painting(3, 1), "c........", "I--P-----"},
        Row{"PaintsOverAfterOneFrame", painting(1, 1), "c...c...", "IP--eP--"},
        Row{"CountsFromTheLastChange", painting(3, 1), "c..c..c....", "I--e--e--P-"},
        Row{"PaintsOverAgainAfterAChange", painting(3, 1), "c....c....", "I--P-e--P-"},
        Row{"BurstFollowsTheKeyFrame", painting(3, 5), "c.............", "I--Ppppp------"},
        Row{"AChangeCutsTheBurst", painting(3, 5), "c....c.......", "I--Ppe--Ppppp"},
        Row{"AChangeAtTheTriggerWins", painting(3, 2), "c..c...", "I--e--P"},
        Row{"AKeyFrameDoesNotPutItOff", painting(4, 1), "c.k...", "I-I-P-"},
        Row{"AStillStripeStaysAsGoodAsItIs", painting(2, 1), "c.....k..", "I-P---P--"},
        Row{"ALostPaintOverIsMadeUpFor", painting(2, 2), "c.......!.....", "I-Pp----I-Pp--"},

        Row{"StreamingSendsAll", streaming(), "c.....c..", "Ieeeeeeee"},
        Row{"StreamingObeysRequests", streaming(), "c..k..", "IeeIee"},

        Row{"CoarseIsRefinedUntilFine", plain(), "cxxx=...", "Ieee----"},
        Row{"CoarseIsRefinedThenPaintedOver", refining(painting(3, 2)), "cx=....", "Ie-pp--"}),
    [](const auto& row) { return row.param.name; });

// As Row's observations; 'c' a change, 'k' a key frame, 'p' a paint-over, 's' streaming, '-' skip.
std::string reasons_of(const std::string& observations, const StripeRules& rules) {
    StripePolicy policy;
    std::string reasons;
    std::int64_t frame = 0;
    for (const char seen : observations) {
        if (seen == '!') policy.start_over();
        if (seen == 'x' || seen == '=') policy.set_coarse(seen == 'x');
        const StripeDecision decision =
            policy.decide(++frame, {seen == 'c' || seen == 'K', seen == 'k' || seen == 'K'}, rules);
        const bool sent = decision.action != StripeAction::kSkip;
        reasons += sent ? "ckp??s"[static_cast<int>(decision.reason)] : '-';
    }
    return reasons;
}

TEST(StripePolicy, SaysWhyItSends) {
    EXPECT_EQ(reasons_of(".c.k.K!.", plain()), "kc-k-ck-");
    EXPECT_EQ(reasons_of(".....c...k.", painting(3, 2)), "k--ppc--pk-");
    EXPECT_EQ(reasons_of("..ck.", streaming()), "kscks");
    EXPECT_EQ(reasons_of("cx=.", plain()), "cp--");
}

std::vector<int> wear_of(const std::string& observations, const StripeRules& rules) {
    StripePolicy policy;
    std::vector<int> wear;
    std::int64_t frame = 0;
    for (const char seen : observations) {
        const StripeDecision decision = policy.decide(++frame, {seen == 'c', false}, rules);
        if (seen == 'c') wear.push_back(decision.wear);
    }
    return wear;
}

StripeRules wearing(int trigger, int threshold, int duration) {
    StripeRules rules;
    rules.trigger = trigger;
    rules.damage_threshold = threshold;
    rules.damage_duration = duration;
    return rules;
}

TEST(StripePolicy, EveryChangeWearsAStripeByOne) {
    EXPECT_EQ(wear_of("ccccc", plain()), (std::vector<int>{0, 1, 2, 3, 4}));
}

TEST(StripePolicy, AStripeThatWasStillForTheTriggerIsAsNew) {
    EXPECT_EQ(wear_of("ccc..c", wearing(3, 0, 1)), (std::vector<int>{0, 1, 2, 3}));
    EXPECT_EQ(wear_of("ccc...c", wearing(3, 0, 1)), (std::vector<int>{0, 1, 2, 0}));
}

TEST(StripePolicy, ADamagedStripeNeedsItsDurationToRecover) {
    EXPECT_EQ(wear_of("cccc....c", wearing(2, 4, 5)), (std::vector<int>{0, 1, 2, 3, 4}));
    EXPECT_EQ(wear_of("cccc.....c", wearing(2, 4, 5)), (std::vector<int>{0, 1, 2, 3, 0}));
    EXPECT_EQ(wear_of("cccc.....c..c", wearing(2, 4, 5)), (std::vector<int>{0, 1, 2, 3, 0, 0}));
}

TEST(StripePolicy, OnlyChangesInARowDamage) {
    EXPECT_EQ(wear_of("ccc.c..c", wearing(2, 4, 9)), (std::vector<int>{0, 1, 2, 3, 0}));
}

TEST(StripePolicy, AThresholdOfZeroNeverDamages) {
    EXPECT_EQ(wear_of("cccccccc..c", wearing(2, 0, 9)),
              (std::vector<int>{0, 1, 2, 3, 4, 5, 6, 7, 0}));
}

TEST(StripePolicy, FramesThatAreLeftOutMakeNoDifference) {
    std::mt19937 random(1);
    const auto pick = [&](int low, int high) {
        return std::uniform_int_distribution<int>(low, high)(random);
    };
    for (int round = 0; round < 500; ++round) {
        StripeRules rules = wearing(pick(1, 6), pick(0, 4), pick(1, 8));
        rules.paint_over = pick(0, 3) != 0;
        rules.burst = pick(1, 4);
        rules.streaming = pick(0, 9) == 0;
        StripePolicy asked_always;
        StripePolicy asked_when_due;
        for (std::int64_t frame = 1; frame < 120; ++frame) {
            const StripeObservation seen = {pick(0, 5) == 0, pick(0, 20) == 0};
            const StripeDecision expected = asked_always.decide(frame, seen, rules);
            const bool needed =
                seen.changed || seen.key_frame_requested || asked_when_due.due(rules) <= frame;
            ASSERT_TRUE(needed || expected.action == StripeAction::kSkip) << round << " " << frame;
            if (!needed) continue;
            const StripeDecision decision = asked_when_due.decide(frame, seen, rules);
            ASSERT_EQ(letter_of(decision), letter_of(expected)) << round << " " << frame;
            ASSERT_EQ(decision.wear, expected.wear) << round << " " << frame;
        }
    }
}

TEST(StripePolicy, NothingIsDueOnceAllIsSaid) {
    StripePolicy policy;
    policy.decide(1, {true, false}, plain());
    EXPECT_EQ(policy.due(plain()), StripePolicy::kNotDue);
    const StripeRules rules = painting(10, 1);
    EXPECT_EQ(policy.due(rules), 11);
    policy.decide(11, {}, rules);
    EXPECT_EQ(policy.due(rules), StripePolicy::kNotDue);
}

}  // namespace
}  // namespace pixelflux
