"""Learned figures of the matcher: costs of spelling differences, rarity of sounds, calibration. See MODEL_CARD.md."""
