package dev.rollcall.console.identity;

import dev.rollcall.console.api.Answer;
import dev.rollcall.console.api.Write;
import dev.rollcall.console.api.directory.Directory;
import dev.rollcall.console.web.Proposal;
import dev.rollcall.console.web.Section;
import dev.rollcall.console.web.Visit;
import dev.rollcall.console.web.Words;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;

/** Sets how many members a directory may take out at once, and hands all of its members over to another directory. */
public final class GuardPages {

    private static final int MINUTE = 60;

    private static String settings(Visit visit) {
        return visit.directoryPage() + "/settings";
    }

    private static int number(String text) {
        return text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : -1;
    }

    public Proposal guard(Visit visit) {
        int share = number(visit.value("share"));
        int minimum = number(visit.value("minimum"));
        int seconds = MINUTE * number(visit.value("minutes"));
        JsonObject wish =
                new JsonObject().put("share", share).put("minimum", minimum).put("windowSeconds", seconds);
        return Proposal.of(
                        Section.DIRECTORIES,
                        "Set the guard against mass changes",
                        "When the directory would take out more than " + share + " % of the active members, and more"
                                + " than " + Words.people(minimum) + ", within "
                                + (seconds > 0 ? Words.spell(seconds) : "the window")
                                + ", nobody is removed before an administrator has decided.",
                        "Save",
                        Write.of(HttpMethod.PUT, visit.directory() + "/mass-change-guard", wish),
                        settings(visit))
                .saying("The guard is set.");
    }

    /** Another directory takes over from the one of the page, which ends. */
    public Future<Proposal> move(Visit visit) {
        boolean keep = !visit.value("others").equals("suspend");
        String to = visit.org() + "/directories/" + Visit.encode(visit.value("to"));
        JsonObject wish =
                new JsonObject().put("from", visit.path("directory")).put("others", keep ? "keep" : "suspend");
        Future<String> from = name(visit, visit.directory());
        Future<String> taker = name(visit, to);
        return Future.all(from, taker)
                .map(both -> Proposal.of(
                                Section.DIRECTORIES,
                                taker.result() + " takes over from " + from.result(),
                                "A person who is in both stays the same member, on the same seat. A person who is only in "
                                        + from.result() + " " + (keep ? "stays, without a directory" : "loses access")
                                        + ". Afterwards "
                                        + from.result() + " is off, and " + taker.result() + " is live.",
                                "Move to " + taker.result(),
                                Write.of(HttpMethod.POST, to + "/take-over", wish),
                                settings(visit))
                        .grave()
                        .then(visit.base() + "/directories/" + Visit.encode(visit.value("to")) + "/settings")
                        .saying(taker.result() + " has taken over."));
    }

    private static Future<String> name(Visit visit, String path) {
        return visit.api().get(path, Directory.class).map(Answer::value).map(Directory::name);
    }
}
