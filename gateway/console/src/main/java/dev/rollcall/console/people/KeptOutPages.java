package dev.rollcall.console.people;

import dev.rollcall.console.api.Listed;
import dev.rollcall.console.api.member.Member;
import dev.rollcall.console.web.Outcome;
import dev.rollcall.console.web.Section;
import dev.rollcall.console.web.Visit;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who is kept out, by reason, each reason beside what to do about it. */
public final class KeptOutPages {

    private static final int READ = 1_000;
    private static final int SHOWN = 5;

    /** Where the console can do something about a reason, and the words of the button. */
    private static final Map<String, List<String>> FIXES = Map.of(
            "unverified_domain", List.of("/domains", "Verify a domain"),
            "no_mapped_group", List.of("/groups", "Give a group a role"),
            "no_seat_available", List.of("/seats", "See the seats"),
            "awaits_approval", List.of("/holds", "Decide the holds"),
            "seat_refused", List.of("/holds", "See the holds"));

    /**
     * A reason.
     *
     * @param people the first of them
     * @param fix what to do, by the API's own sentence
     * @param address where that is done, or ""
     */
    public record Cause(String reason, int count, List<Member> people, String fix, String address, String button) {}

    /** What the page shows; {@code isAll} says whether everybody was counted. */
    public record View(List<Cause> causes, boolean isAll) {}

    public Future<Outcome> show(Visit visit) {
        return visit.api()
                .list(visit.org() + "/exclusions?limit=" + READ, Member.class)
                .map(found -> Outcome.Page.of(Section.PEOPLE, "Kept out", "keptOut.jte", view(visit, found)));
    }

    private static View view(Visit visit, Listed<Member> found) {
        Map<String, List<Member>> byReason = new LinkedHashMap<>();
        for (Member member : found.items()) {
            Member.Reason reason = member.reason();
            String word = reason == null || reason.exclusion() == null ? "other" : reason.exclusion();
            byReason.computeIfAbsent(word, unseen -> new ArrayList<>()).add(member);
        }
        List<Cause> causes = new ArrayList<>();
        byReason.forEach((word, people) -> {
            Member.Reason first = people.get(0).reason();
            List<String> fix = FIXES.getOrDefault(word, List.of("", ""));
            causes.add(new Cause(
                    word,
                    people.size(),
                    people.subList(0, Math.min(SHOWN, people.size())),
                    first == null || first.fix() == null ? "" : first.fix(),
                    fix.get(0).isEmpty() ? "" : visit.base() + fix.get(0),
                    fix.get(1)));
        });
        causes.sort((left, right) -> Integer.compare(right.count(), left.count()));
        return new View(causes, found.next() == null);
    }
}
