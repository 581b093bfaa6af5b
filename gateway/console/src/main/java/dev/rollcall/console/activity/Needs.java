package dev.rollcall.console.activity;

import dev.rollcall.console.api.directory.Directory;
import dev.rollcall.console.api.directory.Health;
import dev.rollcall.console.api.member.Hold;
import dev.rollcall.console.api.organisation.Domain;
import dev.rollcall.console.api.organisation.Organization;
import dev.rollcall.console.identity.Directories.Card;
import dev.rollcall.console.web.Visit;
import dev.rollcall.console.web.Words;
import java.util.ArrayList;
import java.util.List;

/** Finds what an administrator should look at, most urgent first. */
final class Needs {

    private final String base;
    private final List<Need> found = new ArrayList<>();

    Needs(String base) {
        this.base = base;
    }

    List<Need> of(Organization organisation, List<Domain> domains, List<Hold> holds, List<Card> cards) {
        holds.forEach(hold -> urgent(hold.what(), "/holds/" + hold.id(), "Decide"));
        cards.forEach(card -> health(card.directory(), card.health()));
        if (organisation.admins() == 0 && organisation.members() > 0) {
            urgent("Nobody is an administrator.", "/groups", "Give a group the role admin");
        }
        domains.forEach(this::domain);
        if (domains.isEmpty()) {
            later(
                    "No domain is verified yet. A directory can only add people with an address of a verified domain.",
                    "/domains",
                    "Verify a domain");
        }
        cards.forEach(card -> unfinished(card.directory()));
        if (!organisation.eligibility().eligible() && !cards.isEmpty()) {
            later(organisation.eligibility().reason(), "/seats", "See the seats");
        }
        long out = organisation.people("excluded");
        if (out > 0) {
            later(
                    out == 1 ? "1 person is kept out." : Words.people(out) + " are kept out.",
                    "/kept-out",
                    "See the reasons");
        }
        return found;
    }

    private void health(Directory directory, Health health) {
        if (List.of("failing", "silent").contains(health.state())) {
            urgent(directory.name() + ": " + health.message(), "/directories/" + directory.id() + "/setup", "Mend it");
        }
        // A held mass change is told by its hold.
        directory.warnings().stream()
                .filter(warning -> !health.state().equals("holding"))
                .forEach(warning -> urgent(
                        directory.name() + ": " + warning, "/directories/" + directory.id() + "/settings", "Look"));
    }

    private void domain(Domain domain) {
        String page = "/domains/" + Visit.encode(domain.name());
        if (domain.state().equals("claimed")) {
            later("The record of " + domain.name() + " has not been found yet.", page, "See the record");
        } else if (domain.warning() != null) {
            urgent(domain.name() + ": " + domain.warning(), page, "Mend it");
        }
    }

    private void unfinished(Directory directory) {
        String page = "/directories/" + directory.id();
        if (directory.is("draft")) {
            later(directory.name() + " is not set up yet.", page + "/setup", "Continue");
        } else if (directory.is("preview")) {
            later(
                    directory.name() + " runs as a preview and has not added people yet.",
                    page + "/preview",
                    "Review and go live");
        } else if (directory.is("paused")) {
            later(
                    directory.name() + " is paused: its requests are stored until you resume.",
                    page + "/preview",
                    "Review and resume");
        }
    }

    private void urgent(String sentence, String page, String button) {
        int end = (int) found.stream().filter(Need::isUrgent).count();
        found.add(end, new Need(true, sentence, base + page, button));
    }

    private void later(String sentence, String page, String button) {
        found.add(new Need(false, sentence, base + page, button));
    }
}
