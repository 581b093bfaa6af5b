package dev.rollcall.console.api.member;

import java.util.List;

/** Who is kept out: the first of them, and how many for which reason. */
public record KeptOut(List<Member> items, List<Reason> reasons) {

    public record Reason(String reason, long people) {}
}
