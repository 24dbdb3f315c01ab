/** Commands of the jar that work beside the portal or without it. */
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
            "upkeep",
            "backup"
        })
@NullMarked
package dev.groundplan.command;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
