package dev.groundplan.identity;

/** What a person may do in the portal as a whole, whichever team they are in. */
public record Rights(boolean admin, boolean auditor) {
    public static final Rights NONE = new Rights(false, false);

    String words() {
        String both = admin && auditor ? "Administrator and auditor" : "Administrator";
        return admin ? both : auditor ? "Auditor" : "No portal rights";
    }
}
