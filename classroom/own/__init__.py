"""Numbers of her own contract: boxes whose values stay in the learner's folder `own/` and are never sent."""
