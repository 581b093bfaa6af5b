package dev.rollcall.console.web;

import dev.rollcall.console.api.SignedIn;
import dev.rollcall.console.api.organisation.Organization;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The frame around every page.
 *
 * @param signedIn null where nobody is signed in
 * @param organisation the one that the page is about; null in the operator's area
 * @param notice what the last change did, or ""
 */
public record Frame(
        @Nullable SignedIn signedIn,
        @Nullable Organization organisation,
        Section section,
        String title,
        String notice,
        Assets assets) {

    /** Of an organisation that is shown. */
    public Organization org() {
        return Objects.requireNonNull(organisation);
    }

    /** Where the pages of the organisation begin. */
    public String base() {
        return organisation == null ? "/console" : "/console/o/" + organisation.slug();
    }

    public boolean isOperator() {
        return signedIn != null && signedIn.isOperator();
    }

    /** Whether who is signed in may change what the page is about; the API decides, this only leaves buttons out. */
    public boolean mayChange() {
        return signedIn != null && signedIn.mayChangeAs(section.role());
    }

    /** The groups of the navigation of an organisation, each under its heading. */
    public List<Group> navigation() {
        if (signedIn != null && signedIn.isAuditor()) {
            return List.of(new Group("", List.of(Section.AUDIT)));
        }
        return List.of(
                new Group("", List.of(Section.OVERVIEW)),
                new Group("Identity", List.of(Section.DOMAINS, Section.DIRECTORIES)),
                new Group("Organisation", List.of(Section.PEOPLE, Section.GROUPS)),
                new Group("Activity", List.of(Section.HOLDS, Section.REQUESTS, Section.DELIVERY)),
                new Group("Account", List.of(Section.SEATS, Section.SESSIONS, Section.AUDIT)));
    }

    public List<Section> operatorNavigation() {
        return List.of(Section.ORGANISATIONS, Section.CONFLICTS, Section.DELIVERIES, Section.OPERATORS, Section.SYSTEM);
    }

    /** The host that the way back leads to. */
    public String backTo() {
        return signedIn == null || signedIn.returnUrl() == null
                ? ""
                : URI.create(signedIn.returnUrl()).getHost();
    }

    /** Some sections under a heading. */
    public record Group(String heading, List<Section> sections) {}
}
