package dev.rollcall.console.activity;

import dev.rollcall.console.api.Answer;
import dev.rollcall.console.api.Listed;
import dev.rollcall.console.api.member.Hold;
import dev.rollcall.console.api.organisation.Domain;
import dev.rollcall.console.api.organisation.Organization;
import dev.rollcall.console.identity.Directories;
import dev.rollcall.console.identity.Directories.Card;
import dev.rollcall.console.web.Outcome;
import dev.rollcall.console.web.Section;
import dev.rollcall.console.web.Visit;
import io.vertx.core.Future;
import java.util.List;

/** Shows what an administrator should look at, each item beside the button that leads to its fix, and the organisation in a few numbers. */
public final class OverviewPage {

    private static final int HOLDS = 20;

    /** What the page shows. */
    public record View(List<Need> needs, List<Card> directories, Organization organisation, boolean isNew) {}

    public Future<Outcome> show(Visit visit) {
        Future<Answer<Organization>> organisation = visit.api().get(visit.org(), Organization.class);
        Future<Listed<Domain>> domains = visit.api().list(visit.org() + "/domains", Domain.class);
        Future<Listed<Hold>> holds = visit.api().list(visit.org() + "/holds?state=open&limit=" + HOLDS, Hold.class);
        Future<List<Card>> cards = Directories.cards(visit);
        return Future.all(organisation, domains, holds, cards).map(all -> {
            Organization org = organisation.result().value();
            Needs needs = new Needs(visit.base());
            return Outcome.Page.of(
                    Section.OVERVIEW,
                    org.name(),
                    "overview.jte",
                    new View(
                            needs.of(
                                    org,
                                    domains.result().items(),
                                    holds.result().items(),
                                    cards.result()),
                            cards.result(),
                            org,
                            cards.result().isEmpty()));
        });
    }
}
