package words

import "testing"

// TestLists: every list that the code names has words, and no word stands in a list that no
// code asks for.
func TestLists(t *testing.T) {
	named := []List{Which, Another, Tour, Lead, Firstly, Between, Direction, Back, Aside, Range, Month,
		Relative, There, New, Given, Cancels, Postpones, Moves, Unreal, No,
		Denies, Lasts, Unmade, Untrue, Report, Newly, Formerly, Later, Formerplan, Open,
		Condition, Notcondition, Maybe, Scope, Hollownot, Instead, Press,
		Conference, Modal, Not, Beside, Paper, Happens, With, Voice, Turn,
		Merely, That, Be, Told, Of, Plans, Topic, Since, Some,
		Part, Body, Chamber, Asks, For, Observes, Alone, Compares, Fails,
		Ruling, Election, Celebration, Speaks, Ends, Meets, Goes, Votes, Hollow, Mine, Early, Thing,
		Prevents, Threatens, As, Gets, Including, Should, Who, By, Ballot, Nonvote,
		Skips, Declines, Attends, Invites, Invitation, Mail, Toward, Bound, Ahead, Prior, Sets, Would, Tells,
		Telephone, Call, Game, Dinner, Lunch, Breakfast, Reception, Speech, Meeting,
		Interview, Survey, Resignation, Appointment, Funeral}
	for _, l := range named {
		if len(lists[l]) == 0 {
			t.Errorf("words.tsv has no words of %q", l)
		}
	}
	if len(lists) != len(named) {
		t.Errorf("words.tsv has %d lists, the code names %d", len(lists), len(named))
	}
}
