package dev.rollcall.console.people;

import dev.rollcall.console.api.member.KeptOut;
import dev.rollcall.console.api.member.Member;
import dev.rollcall.console.web.Outcome;
import dev.rollcall.console.web.Section;
import dev.rollcall.console.web.Visit;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;

/** Shows who is kept out, by reason, with what can be done about each reason. */
public final class KeptOutPages {

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
    public record Cause(String reason, long count, List<Member> people, String fix, String address, String button) {}

    public Future<Outcome> show(Visit visit) {
        String exclusions = visit.org() + "/exclusions?limit=";
        return visit.api().get(exclusions + 1, KeptOut.class).compose(found -> {
            List<Future<Cause>> causes = found.value().reasons().stream()
                    .map(reason -> visit.api()
                            .list(exclusions + SHOWN + "&reason=" + reason.reason(), Member.class)
                            .map(people -> cause(visit, reason, people.items())))
                    .toList();
            return Future.all(causes)
                    .map(all -> Outcome.Page.of(Section.PEOPLE, "Kept out", "keptOut.jte", all.<Cause>list()));
        });
    }

    private static Cause cause(Visit visit, KeptOut.Reason reason, List<Member> people) {
        List<String> fix = FIXES.getOrDefault(reason.reason(), List.of("", ""));
        Member.Reason first = people.isEmpty() ? null : people.get(0).reason();
        return new Cause(
                reason.reason(),
                reason.people(),
                people,
                first == null || first.fix() == null ? "" : first.fix(),
                fix.get(0).isEmpty() ? "" : visit.base() + fix.get(0),
                fix.get(1));
    }
}
