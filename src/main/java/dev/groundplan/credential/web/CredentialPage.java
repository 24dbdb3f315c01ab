package dev.groundplan.credential.web;

import dev.groundplan.credential.Credential;
import dev.groundplan.credential.CredentialEntry;
import dev.groundplan.credential.CredentialId;
import dev.groundplan.credential.Credentials;
import dev.groundplan.credential.Slots;
import dev.groundplan.identity.Teams;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** The page of one credential. */
@Component
class CredentialPage {
    private final Credentials credentials;
    private final Slots slots;
    private final Teams teams;
    private final List<String> tiers;

    CredentialPage(
            Credentials credentials,
            Slots slots,
            Teams teams,
            @Value("${groundplan.tiers:dev,test,prod}") List<String> tiers) {
        this.credentials = credentials;
        this.slots = slots;
        this.teams = teams;
        this.tiers = tiers;
    }

    /** More replaces what the page shows otherwise: form, grantForm, problems. */
    ModelAndView of(CredentialId id, HttpStatus status, Map<String, ?> more) {
        var credential = credentials.get(id);
        var grants = credentials.grants(id);
        Map<String, Object> model = new HashMap<>();
        model.put("credential", CredentialRow.of(credential, grants.size()));
        model.put("grants", grants);
        model.put("slots", slots.all());
        model.put("teams", teams.all());
        model.put("tiers", tiers);
        model.put("form", entry(credential));
        model.put("grantForm", GrantForm.EMPTY);
        model.put("problems", Map.of());
        model.putAll(more);
        return new ModelAndView("credentials/show", model, status);
    }

    private static CredentialEntry entry(Credential credential) {
        return new CredentialEntry(
                credential.name(),
                credential.kind(),
                credential.username(),
                credential.knownHosts(),
                "");
    }
}
