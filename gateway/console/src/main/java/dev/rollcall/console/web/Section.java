package dev.rollcall.console.web;

/** The place of a page in the navigation. */
public enum Section {
    OVERVIEW("Overview", ""),
    DOMAINS("Domains", "/domains"),
    DIRECTORIES("Directories", "/directories"),
    PEOPLE("People", "/people"),
    GROUPS("Groups and roles", "/groups"),
    HOLDS("Holds", "/holds"),
    REQUESTS("Requests", "/requests"),
    DELIVERY("Events and delivery", "/delivery"),
    SEATS("Seats", "/seats"),
    SESSIONS("Sessions", "/sessions"),
    AUDIT("Audit", "/audit"),
    ORGANISATIONS("Organisations", "/console/operator/organisations"),
    CONFLICTS("Conflicts", "/console/operator/conflicts"),
    DELIVERIES("Events and delivery", "/console/operator/delivery"),
    OPERATORS("Sessions", "/console/operator/sessions"),
    SYSTEM("System", "/console/operator/system");

    private final String words;
    private final String path;

    Section(String words, String path) {
        this.words = words;
        this.path = path;
    }

    public String words() {
        return words;
    }

    /** Behind the organisation's address; of the operator's area, the whole path. */
    public String path() {
        return path;
    }

    /** The role within an organisation that it takes, beside the owner's, to change what the section is about. */
    String role() {
        return switch (this) {
            case OVERVIEW, DOMAINS, DIRECTORIES, GROUPS, REQUESTS -> "directory_admin";
            case PEOPLE, HOLDS -> "people_admin";
            case DELIVERY, SEATS, SESSIONS, AUDIT, ORGANISATIONS, CONFLICTS, DELIVERIES, OPERATORS, SYSTEM -> "owner";
        };
    }

    /** Name of its picture in the sheet of icons. */
    public String icon() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
