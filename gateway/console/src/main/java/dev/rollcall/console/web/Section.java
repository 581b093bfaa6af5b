package dev.rollcall.console.web;

/** Where a page stands in the navigation. */
public enum Section {
    OVERVIEW("Overview", ""),
    DOMAINS("Domains", "/domains"),
    DIRECTORIES("Directories", "/directories"),
    PEOPLE("People", "/people"),
    GROUPS("Groups and roles", "/groups"),
    HOLDS("Holds", "/holds"),
    SEATS("Seats", "/seats"),
    AUDIT("Audit", "/audit"),
    ORGANISATIONS("Organisations", "/console/operator/organisations"),
    CONFLICTS("Conflicts", "/console/operator/conflicts"),
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

    /** Name of its picture in the sheet of icons. */
    public String icon() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
