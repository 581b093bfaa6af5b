package dev.rollcall.console.api.member;

import java.util.List;

/** The users who are kept out: the first of them, and how many there are for each reason. */
public record KeptOut(List<Member> items, List<Reason> reasons) {

    public record Reason(String reason, long people) {}
}
