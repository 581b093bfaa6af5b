package dev.rollcall.console.activity;

import dev.rollcall.console.api.Answer;
import dev.rollcall.console.api.Listed;
import dev.rollcall.console.api.organisation.LedgerEntry;
import dev.rollcall.console.api.organisation.Seats;
import dev.rollcall.console.web.Outcome;
import dev.rollcall.console.web.Query;
import dev.rollcall.console.web.Section;
import dev.rollcall.console.web.Visit;
import io.vertx.core.Future;
import java.util.Map;

/** Shows the seats: those in use over time and by directory, and the ledger of every seat taken or freed. */
public final class SeatPages {

    private static final int ROWS = 25;
    private static final int POINTS = 240;

    /** What the page shows. */
    public record View(Seats seats, SeatCurve curve, Listed<LedgerEntry> ledger, Names names) {}

    private static final Map<String, String> POLICIES = Map.of(
            "expand", "more seats than were purchased may be used, and are billed.",
            "limit", "people are kept out until a seat is free, and are then added automatically.",
            "overflow", "people come in with a role that costs no seat, until one is free.",
            "hold", "people wait until an administrator approves.");

    /** What the policy does when all seats are taken. */
    public static String policy(String word) {
        return POLICIES.getOrDefault(word, word);
    }

    public Future<Outcome> show(Visit visit) {
        Future<Answer<Seats>> seats = visit.api().get(visit.org() + "/seats?points=" + POINTS, Seats.class);
        Query page = new Query(visit.org() + "/ledger")
                .with("order", "newest")
                .with("limit", ROWS)
                .with("cursor", visit.value("cursor"));
        Future<Listed<LedgerEntry>> rows = visit.api().list(page.toString(), LedgerEntry.class);
        Future<Names> names = Names.of(visit);
        return Future.all(seats, rows, names)
                .map(all -> Outcome.Page.of(
                        Section.SEATS,
                        "Seats",
                        "seats.jte",
                        new View(
                                seats.result().value(),
                                SeatCurve.of(seats.result().value()),
                                rows.result(),
                                names.result())));
    }
}
