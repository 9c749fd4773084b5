"""Makes three small studies. Run by the application's own Python, with the folder as its argument."""

import sys
from pathlib import Path

import optuna

optuna.logging.set_verbosity(optuna.logging.WARNING)
database = Path(sys.argv[1]) / "trials.sqlite3"
database.unlink(missing_ok=True)
for name in ("tune-learning-rate", "quadratic", "branin"):
    study = optuna.create_study(
        study_name=name, storage=f"sqlite:///{database}", sampler=optuna.samplers.RandomSampler(seed=1)
    )
    study.optimize(
        lambda trial: (trial.suggest_float("x", -3, 3) - 1) ** 2 + trial.suggest_int("n", 1, 4), n_trials=12
    )
