/** Who did what, when: written in the transaction that did it, never changed. */
@ApplicationModule(
        allowedDependencies = {
            "page",
            "identity",
            "backup",
            "catalog",
            "credential",
            "environment",
            "run",
            "run :: approval",
            "worker"
        })
@NullMarked
package dev.groundplan.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
