package dev.rollcall.console.delivery;

import dev.rollcall.console.web.Section;
import dev.rollcall.console.web.Visit;

/**
 * The place to which the endpoints of a page belong: an organisation, or the operator's area.
 *
 * @param section an organisation's, or the operator's own
 * @param page the address of the list
 * @param api where the API has them
 */
record Place(Section section, String page, String api) {

    static Place of(Visit visit) {
        return visit.path("org").isEmpty()
                ? new Place(Section.DELIVERIES, Section.DELIVERIES.path(), "/webhooks")
                : new Place(Section.DELIVERY, visit.base() + Section.DELIVERY.path(), visit.org() + "/webhooks");
    }

    boolean isOperators() {
        return section == Section.DELIVERIES;
    }

    String page(Visit visit) {
        return page + "/" + Visit.encode(visit.path("webhook"));
    }

    String api(Visit visit) {
        return api + "/" + Visit.encode(visit.path("webhook"));
    }
}
