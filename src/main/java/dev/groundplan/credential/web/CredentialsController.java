package dev.groundplan.credential.web;

import dev.groundplan.credential.Credential;
import dev.groundplan.credential.CredentialEntry;
import dev.groundplan.credential.CredentialId;
import dev.groundplan.credential.Credentials;
import dev.groundplan.identity.Allowed;
import dev.groundplan.identity.InvalidFieldsException;
import dev.groundplan.identity.TokenScope;
import dev.groundplan.identity.Viewer;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** All credentials, and a new one. */
@Controller
@RequestMapping("/credentials")
@Allowed(value = Allowed.To.ADMINS, scope = TokenScope.ADMIN)
class CredentialsController {
    private final Credentials credentials;

    CredentialsController(Credentials credentials) {
        this.credentials = credentials;
    }

    @GetMapping
    ModelAndView index() {
        var rows = credentials.all().stream().map(this::row).toList();
        return new ModelAndView("credentials/index", "credentials", rows);
    }

    private CredentialRow row(Credential credential) {
        return CredentialRow.of(credential, credentials.grants(credential.id()).size());
    }

    @GetMapping("/new")
    ModelAndView newCredential() {
        return form(CredentialEntry.EMPTY, HttpStatus.OK, Map.of());
    }

    @PostMapping
    ModelAndView create(CredentialEntry form, Viewer viewer) {
        try {
            CredentialId id = credentials.create(form, viewer).id();
            return new ModelAndView("redirect:/credentials/" + id.value());
        } catch (InvalidFieldsException refused) {
            return form(form, HttpStatus.UNPROCESSABLE_CONTENT, refused.problems());
        }
    }

    private static ModelAndView form(
            CredentialEntry form, HttpStatus status, Map<String, String> problems) {
        var model = Map.of("form", form, "problems", problems, "kinds", KindWords.all(form.kind()));
        return new ModelAndView("credentials/new", model, status);
    }
}
