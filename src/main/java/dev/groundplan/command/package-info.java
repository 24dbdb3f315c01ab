/** Commands of the jar that work beside the portal or without it: they read and change nothing. */
@ApplicationModule(
        allowedDependencies = {
            "page",
            "store",
            "engine",
            "engine :: process",
            "catalog",
            "environment",
            "run",
            "worker",
            "upkeep"
        })
@NullMarked
package dev.groundplan.command;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
