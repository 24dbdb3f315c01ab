package dev.groundplan.credential.web;

import dev.groundplan.credential.CredentialEntry;
import dev.groundplan.credential.CredentialId;
import dev.groundplan.credential.Credentials;
import dev.groundplan.identity.Allowed;
import dev.groundplan.identity.InvalidFieldsException;
import dev.groundplan.identity.TokenScope;
import dev.groundplan.identity.Viewer;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One credential: who may use it, another secret for it, its end. */
@Controller
@RequestMapping("/credentials/{id}")
@Allowed(value = Allowed.To.ADMINS, scope = TokenScope.ADMIN)
class CredentialController {
    private final Credentials credentials;
    private final CredentialPage page;

    CredentialController(Credentials credentials, CredentialPage page) {
        this.credentials = credentials;
        this.page = page;
    }

    @GetMapping
    ModelAndView show(@PathVariable UUID id) {
        return page.of(new CredentialId(id), HttpStatus.OK, Map.of());
    }

    @PostMapping("/secret")
    ModelAndView replace(
            @PathVariable UUID id,
            CredentialEntry form,
            Viewer viewer,
            RedirectAttributes redirect) {
        return change(
                id,
                () -> {
                    credentials.replace(new CredentialId(id), form, viewer);
                    redirect.addFlashAttribute(
                            "notice", "It is replaced. Steps that begin from now on use it.");
                },
                Map.of("form", form));
    }

    @PostMapping("/grants")
    ModelAndView grant(@PathVariable UUID id, GrantForm form, Viewer viewer) {
        return change(
                id,
                () ->
                        credentials.grant(
                                new CredentialId(id),
                                form.slot(),
                                form.team(),
                                form.tier(),
                                viewer),
                Map.of("grantForm", form));
    }

    @PostMapping("/grants/{grant}/revocation")
    String revoke(@PathVariable UUID id, @PathVariable UUID grant, Viewer viewer) {
        credentials.revoke(new CredentialId(id), grant, viewer);
        return "redirect:/credentials/" + id;
    }

    @PostMapping("/removal")
    String remove(@PathVariable UUID id, Viewer viewer, RedirectAttributes redirect) {
        var name = credentials.get(new CredentialId(id)).name();
        credentials.remove(new CredentialId(id), viewer);
        redirect.addFlashAttribute("notice", "The credential " + name + " is removed.");
        return "redirect:/credentials";
    }

    private ModelAndView change(UUID id, Runnable change, Map<String, ?> entered) {
        try {
            change.run();
            return new ModelAndView("redirect:/credentials/" + id);
        } catch (InvalidFieldsException refused) {
            var more = new java.util.HashMap<String, Object>(entered);
            more.put("problems", refused.problems());
            return page.of(new CredentialId(id), HttpStatus.UNPROCESSABLE_CONTENT, more);
        }
    }
}
